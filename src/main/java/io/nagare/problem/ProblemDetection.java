package io.nagare.problem;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.identity.Category;
import io.nagare.identity.Directory;
import io.nagare.rules.Rules;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;

/** Opens the problems that incidents give away. Done twice, it opens none twice. */
@Component
@Transactional
class ProblemDetection {

	private final ProblemRepository problems;

	private final ProblemManagement management;

	private final Tickets tickets;

	private final Rules rules;

	private final Directory directory;

	private final Cmdb cmdb;

	ProblemDetection(ProblemRepository problems, ProblemManagement management, Tickets tickets, Rules rules,
			Directory directory, Cmdb cmdb) {
		this.problems = problems;
		this.management = management;
		this.tickets = tickets;
		this.rules = rules;
		this.directory = directory;
		this.cmdb = cmdb;
	}

	/** The cause of a major incident is a problem, unless it is known as one already. */
	void causeOf(UUID majorIncident) {
		Ticket incident = this.tickets.take(majorIncident);
		if (this.problems.countBehind(majorIncident) == 0) {
			this.management.open(incident.title(),
					"重大インシデント " + incident.number() + " の原因 / The cause of the major incident " + incident.number(),
					incident, List.of(majorIncident));
		}
	}

	/**
	 * Incidents on one category or item may have one cause. While the problem that was
	 * opened for it is open, no other is.
	 */
	void trendOn(UUID subject) {
		this.problems.rememberTrend(subject);
		if (this.problems.takeTrend(subject) > 0) {
			return;
		}
		List<UUID> incidents = this.problems.similarIncidents(subject);
		TrendCase facts = new TrendCase(name(subject), incidents.size());
		this.rules.apply("problem/trend", facts);
		facts.proposal().ifPresent((reason) -> {
			Ticket last = this.tickets.take(incidents.get(incidents.size() - 1));
			Problem problem = this.management.open(reason, "傾向から検知 / Detected as a trend", last, incidents);
			this.problems.openedForTrend(subject, problem.id());
		});
	}

	private String name(UUID subject) {
		Optional<String> category = this.directory.category(subject).map(Category::name);
		return category.or(() -> this.cmdb.item(subject).map(ConfigurationItem::name)).orElse("?");
	}

}
