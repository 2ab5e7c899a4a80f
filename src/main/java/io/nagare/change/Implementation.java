package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.calendar.Schedule;
import io.nagare.change.model.StandardModels;
import io.nagare.cmdb.Cmdb;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;
import io.nagare.ticket.link.LinkType;

/** Carrying a change out: its steps, the way back, how it ended and what was learnt. */
@Component
@Transactional
class Implementation {

	/**
	 * Incidents reported within three days after a change on what it changed; a link may
	 * be there already.
	 */
	private static final String FOLLOWING = """
			SELECT t.id FROM tickets_view t
			 WHERE t.tenant_id = :tenant AND t.kind = 'incident' AND t.ci_ids && :cis
			   AND t.created_at >= :from AND t.created_at < :to
			   AND NOT EXISTS (SELECT FROM ticket_links_view l
			         WHERE l.source_id = t.id AND l.target_id = :id AND l.link_type = :type)
			 ORDER BY t.created_at
			""";

	private static final Duration AFTERMATH = Duration.ofDays(3);

	private static final Duration QUARTER = Duration.ofMinutes(15);

	private final ChangeRepository changes;

	private final ChangeProcess process;

	private final NamedParameterJdbcTemplate jdbc;

	private final Cmdb cmdb;

	private final StandardModels models;

	private final Tickets tickets;

	private final Directory directory;

	private final Notifications notifications;

	private final Stamps stamps;

	private final TicketRecords records;

	Implementation(ChangeRepository changes, ChangeProcess process, NamedParameterJdbcTemplate jdbc, Cmdb cmdb,
			StandardModels models, Tickets tickets, Directory directory, Notifications notifications, Stamps stamps,
			TicketRecords records) {
		this.changes = changes;
		this.process = process;
		this.jdbc = jdbc;
		this.cmdb = cmdb;
		this.models = models;
		this.tickets = tickets;
		this.directory = directory;
		this.notifications = notifications;
		this.stamps = stamps;
		this.records = records;
	}

	/**
	 * A step was done.
	 * @param started when it was begun; null for when the change was
	 * @throws Refusal VALIDATION_FAILED for a step that the change has not, or a time
	 * before the change was begun or to come; CONFLICT for a step that is done
	 */
	void completeTask(UUID id, String taskId, @Nullable String started) {
		Change change = change(id);
		Stamp stamp = this.stamps.now();
		ImplementationTask task = change.tasks()
			.stream()
			.filter((one) -> one.id().toString().equals(taskId))
			.findFirst()
			.orElseThrow(() -> Refusal.invalid("task_id", "unknown_task"));
		if (task.isDone()) {
			throw Refusal.conflict("task_id", "done_already");
		}
		Instant from = Schedule.optionalTime(started, "actual_start");
		if (from != null && from.isAfter(stamp.at())) {
			throw Refusal.invalid("actual_start", "past_or_present");
		}
		if (from != null && change.started().filter((begun) -> from.isBefore(quarter(begun))).isPresent()) {
			throw Refusal.invalid("actual_start", "before_the_change");
		}
		this.changes.save(change.completed(task, (from != null) ? from : change.started().orElse(stamp.at()), stamp));
	}

	/**
	 * The form offers every quarter of an hour, so the one in which work began will do.
	 */
	private static Instant quarter(Instant at) {
		return Instant.ofEpochSecond(at.getEpochSecond() - at.getEpochSecond() % QUARTER.toSeconds());
	}

	/**
	 * The change is undone.
	 * @throws Refusal CONFLICT from the point of no return on, whether or not its timer
	 * has gone off
	 */
	void backOut(UUID id, String reason) {
		if (change(id).pointOfNoReturn().filter((point) -> !point.isAfter(this.stamps.now().at())).isPresent()) {
			throw Refusal.conflict("action", "no_return");
		}
		this.tickets.note(id, Texts.both("change.note.back_out") + ": " + reason, false);
	}

	/** Tells those who carry it out and the change managers that its window has ended. */
	void tellOfOverrun(UUID id) {
		Change change = change(id);
		Set<UUID> concerned = change.implementers();
		change.assignee().ifPresent(concerned::add);
		this.directory.withRoles(List.of(Roles.MANAGER)).forEach((manager) -> concerned.add(manager.id()));
		this.tickets.note(id, Texts.both("change.note.overrun"), false);
		this.notifications.tell(Notice.of("change.overrun", change.title())
			.to(concerned)
			.about(change.ref())
			.confidential(change.isConfidential()));
	}

	/**
	 * The work is over.
	 * @throws Refusal CONFLICT where it is called successful while steps are open
	 */
	void finish(UUID id, String outcome) {
		Change change = change(id);
		Outcome ended = Outcome.of(outcome);
		if (ended == Outcome.SUCCESSFUL && !change.tasks().stream().allMatch(ImplementationTask::isDone)) {
			throw Refusal.conflict("outcome", "tasks_open");
		}
		this.changes.save(change.finish(ended, this.stamps.now()));
		if (ended != Outcome.NOT_IMPLEMENTED) {
			this.process.implemented(id);
		}
		if (ended.isFailure()) {
			change.model().ifPresent(this.models::failed);
		}
	}

	/** Emergencies, failures and high risk are always looked back on. */
	boolean needsReview(UUID id) {
		Change change = change(id);
		return change.isEmergency() || change.outcome().filter(Outcome::isFailure).isPresent()
				|| change.risk().filter(Risk.HIGH::equals).isPresent();
	}

	void review(UUID id, String review) {
		linkIncidents(id);
		this.changes.save(change(id).reviewed(review, this.stamps.now()));
	}

	/**
	 * Links the incidents on the change's items, or on what depends on them, that were
	 * reported while it was carried out or in the 72 hours after; that they were caused
	 * by it is for people to say.
	 */
	void linkIncidents(UUID id) {
		Change change = change(id);
		Instant ended = change.ended().orElseThrow();
		Instant from = change.started().orElse(ended);
		Map<String, Object> params = Map.of("tenant", Tenancy.require().id(), "id", id, "cis",
				this.cmdb.surroundings(change.cis()).closure().toArray(new UUID[0]), "from",
				OffsetDateTime.ofInstant(from, ZoneOffset.UTC), "to",
				OffsetDateTime.ofInstant(ended.plus(AFTERMATH), ZoneOffset.UTC), "type", LinkType.RELATED_TO.word());
		this.jdbc.queryForList(FOLLOWING, params, UUID.class)
			.forEach((incident) -> this.tickets.link(incident, id, LinkType.RELATED_TO));
	}

	private Change change(UUID id) {
		return this.records.get(Change.class, id);
	}

}
