package io.nagare.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.incident.hold.HeldForTickets;
import io.nagare.incident.hold.HoldService;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.Times;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.sla.TicketClocks;

/** How work on an incident halts, goes on and ends. */
@Component
@Transactional
class IncidentService {

	private static final int DAYS_BETWEEN_REMINDERS = 3;

	private final TicketWork work;

	private final IncidentProcess process;

	private final HoldService holds;

	private final TicketNotes notes;

	private final TicketLinks links;

	private final TicketClocks clocks;

	private final ServiceLevels serviceLevels;

	IncidentService(TicketWork work, IncidentProcess process, HoldService holds, TicketNotes notes, TicketLinks links,
			TicketClocks clocks, ServiceLevels serviceLevels) {
		this.work = work;
		this.process = process;
		this.holds = holds;
		this.notes = notes;
		this.links = links;
		this.clocks = clocks;
		this.serviceLevels = serviceLevels;
	}

	/** The incident as the process sees it, whoever asks. */
	Incident incident(UUID id) {
		return this.work.get(Incident.class, id);
	}

	/** Has the clocks attached that the tables agree, or agreed anew. */
	void agreeServiceLevels(UUID id) {
		this.clocks.agree(id);
	}

	/**
	 * The work waits for somebody else. Waiting for the reporter needs a question to him:
	 * the comment, or an earlier public note he has not answered. Waiting for a problem
	 * or a change needs one that is linked and has not ended.
	 */
	void hold(UUID id, String reason, @Nullable String comment) {
		hold(id, reason, comment, null, null);
	}

	/**
	 * The same; where it waits for a supplier, what was agreed with that one is measured.
	 * @param supplierId the supplier's id; null or empty for none
	 * @param reference under which number the supplier has it
	 */
	void hold(UUID id, String reason, @Nullable String comment, @Nullable String supplierId,
			@Nullable String reference) {
		Incident incident = incident(id);
		String question = (comment != null) ? comment.strip() : "";
		if (Incident.AWAITING_CALLER.equals(reason) && question.isEmpty() && !this.notes.awaitReporter(incident)) {
			throw Refusal.invalid("comment", "question_required");
		}
		Stamp stamp = this.work.now();
		List<UUID> awaited = this.holds.linked(id, reason);
		UUID supplier = this.holds.supplier(reason, supplierId, reference);
		this.work.save(incident.hold(reason, awaited, stamp).awaitSupplier(supplier, stripped(reference), stamp));
		if (supplier != null) {
			this.clocks.agree(id);
		}
		if (!awaited.isEmpty()) {
			this.work.publish(new HeldForTickets(stamp.tenant(), id));
		}
		if (!question.isEmpty()) {
			this.work.note(id, question, Incident.AWAITING_CALLER.equals(reason));
		}
	}

	private static @Nullable String stripped(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	void resume(UUID id) {
		this.work.save(incident(id).resume(this.work.now()));
		this.work.publish(new IncidentResumed(id));
	}

	/** Something else may be agreed for a major incident. */
	void resumeForMajorIncident(UUID id) {
		this.work.save(incident(id).resume(this.work.now()));
		this.clocks.agree(id);
	}

	/**
	 * How long from now until the next reminder of a hold, as a repeating interval of ISO
	 * 8601; asked again with each reminder.
	 */
	String holdReminders(UUID id) {
		Instant now = this.work.now().at().truncatedTo(ChronoUnit.SECONDS);
		return "R/" + Duration.between(now, this.serviceLevels.workingDaysAfter(id, now, DAYS_BETWEEN_REMINDERS));
	}

	void remindOfHold(UUID id) {
		this.work.note(id, Texts.label("ticket.note.still_on_hold"), false);
		this.work.publish(new HoldReminded(id));
	}

	void resolve(UUID id, String resolution, String code) {
		Stamp stamp = this.work.now();
		Incident incident = resolved(id, resolution, code, stamp);
		if (incident.isMajor()) {
			this.process.majorResolved(id);
		}
		if (this.links.hasChildren(id)) {
			this.work.publish(new ParentResolved(stamp.tenant(), id));
		}
	}

	void resolveByParent(UUID id, String resolution) {
		resolved(id, resolution, Incident.BY_PARENT, this.work.now());
	}

	/** The reporter reads the resolution in the conversation too. */
	private Incident resolved(UUID id, String resolution, String code, Stamp stamp) {
		Incident incident = this.work.save(incident(id).resolve(resolution, code, stamp));
		this.work.announce(id, Texts.label("ticket.note.resolved").with(resolution));
		return incident;
	}

	void reopen(UUID id, String reason) {
		Incident incident = this.work.save(incident(id).reopen(this.work.now()));
		this.work.announce(id, Texts.label("ticket.note.reopened").with(reason));
		if (incident.isMajor()) {
			this.process.majorReopened(id);
		}
		this.work.publish(new IncidentReopened(id, reason));
	}

	/** Only people close a major incident. */
	Instant autoCloseAt(UUID id) {
		Incident incident = incident(id);
		return incident.isMajor() ? Times.NEVER : this.clocks.autoCloseAt(incident);
	}

	/** Not an incident, or one that another records already. */
	void cancel(UUID id, String reason, @Nullable String duplicateOf) {
		if (duplicateOf != null && !duplicateOf.isBlank()) {
			this.links.linkToOriginal(id, duplicateOf);
		}
		this.work.note(id, Texts.label("ticket.note.cancelled").with(reason), true);
		this.work.save(incident(id).resume(this.work.now()));
	}

}
