package io.nagare.incident;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.rules.Rules;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketWork;

/** What an incident is about, how bad that is, and which priority follows from it. */
@Component
@Transactional
class ClassificationService {

	private final TicketWork work;

	private final Priorities priorities;

	private final Rules rules;

	private final Cmdb cmdb;

	private final Directory directory;

	ClassificationService(TicketWork work, Priorities priorities, Rules rules, Cmdb cmdb, Directory directory) {
		this.work = work;
		this.priorities = priorities;
		this.rules = rules;
		this.cmdb = cmdb;
		this.directory = directory;
	}

	private Incident incident(UUID id) {
		return this.work.get(Incident.class, id);
	}

	/** The names of its categories, the top one first. */
	List<String> categoryPath(UUID id) {
		return categoryPath(incident(id));
	}

	private List<String> categoryPath(Incident incident) {
		return incident.category().map(this.directory::categoryPath).orElse(List.of());
	}

	/** The class of the item of the best tier; null without items. */
	@Nullable String ciClass(UUID id) {
		return this.cmdb.items(incident(id).cis())
			.stream()
			.min(Comparator.comparingInt(ConfigurationItem::tier))
			.map(ConfigurationItem::ciClass)
			.orElse(null);
	}

	/** Takes the table's decision and lets the rules adjust it. */
	void prioritise(UUID id, String decided) {
		Incident incident = incident(id);
		String priority = incident.priorityOverride().orElseGet(() -> adjusted(incident, decided));
		this.work.save(incident.decide(priority, this.priorities.rank(priority), this.work.now()));
	}

	/**
	 * What somebody set against the table, else what the table and the rules say of the
	 * incident as it is; empty where the table does not know its words.
	 */
	Optional<String> decided(Incident incident) {
		return incident.priorityOverride()
			.or(() -> this.priorities.decide(incident).map((decided) -> adjusted(incident, decided)));
	}

	private String adjusted(Incident incident, String decided) {
		boolean reporterVip = this.directory.user(incident.reporter()).filter(User::isVip).isPresent();
		int tier = this.cmdb.items(incident.cis()).stream().mapToInt(ConfigurationItem::tier).min().orElse(0);
		PriorityCase facts = new PriorityCase(reporterVip, tier,
				categoryPath(incident).stream().findFirst().orElse(null), decided, this.priorities.priorities());
		this.rules.apply("incident/priority-modifiers", facts);
		return facts.priority();
	}

	/**
	 * Another impact or urgency; the table decides anew, against any earlier override.
	 */
	void reclassify(UUID id, @Nullable String impact, @Nullable String urgency, String reason) {
		Incident incident = incident(id);
		String newImpact = (impact != null && !impact.isEmpty()) ? impact : incident.impact();
		String newUrgency = (urgency != null && !urgency.isEmpty()) ? urgency : incident.urgency();
		List<Refusal.Detail> wrong = Stream
			.of(Priorities.unknown("impact", newImpact, this.priorities.impacts()),
					Priorities.unknown("urgency", newUrgency, this.priorities.urgencies()))
			.filter(Objects::nonNull)
			.toList();
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		this.work.save(incident.reclassify(newImpact, newUrgency, this.work.now()));
		this.work.note(id, Texts.label("ticket.note.reclassified").with(reason), false);
	}

}
