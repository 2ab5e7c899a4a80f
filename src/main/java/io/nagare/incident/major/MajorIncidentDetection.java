package io.nagare.incident.major;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.incident.Incident;
import io.nagare.incident.IncidentRepository;
import io.nagare.incident.Priorities;
import io.nagare.rules.Rules;
import io.nagare.ticket.TicketWork;

/** Proposes incidents as major ones, where the rules see such business impact. */
@Component
@Transactional
public class MajorIncidentDetection {

	private static final Duration SAME_CAUSE = Duration.ofMinutes(30);

	private final TicketWork work;

	private final IncidentRepository incidents;

	private final Priorities priorities;

	private final Cmdb cmdb;

	private final Rules rules;

	private final MajorIncidentService majorIncidents;

	MajorIncidentDetection(TicketWork work, IncidentRepository incidents, Priorities priorities, Cmdb cmdb, Rules rules,
			MajorIncidentService majorIncidents) {
		this.work = work;
		this.incidents = incidents;
		this.priorities = priorities;
		this.cmdb = cmdb;
		this.rules = rules;
		this.majorIncidents = majorIncidents;
	}

	/** Proposes the incident once, where the rules say so. */
	public void proposeByRule(UUID id) {
		Incident incident = this.work.get(Incident.class, id);
		if (incident.wasProposedAsMajor()) {
			return;
		}
		List<ConfigurationItem> cis = this.cmdb.items(incident.cis());
		boolean tierOne = cis.stream().anyMatch((ci) -> ci.tier() == 1);
		int onOneCi = cis.stream().mapToInt((ci) -> countOn(ci.id())).max().orElse(0);
		MajorIncidentCase facts = new MajorIncidentCase(incident.priority(),
				this.priorities.isHighest(incident.priority()), tierOne, onOneCi);
		this.rules.apply("incident/major-incident", facts);
		facts.proposal().ifPresent((reason) -> this.majorIncidents.propose(incident, reason));
	}

	/** Incidents on the item within half an hour, this one included. */
	private int countOn(UUID ci) {
		this.work.flush();
		return this.incidents.countOnCi(ci, this.work.now().at().minus(SAME_CAUSE));
	}

}
