package io.nagare.change.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.Change;
import io.nagare.change.model.StandardModels;
import io.nagare.cmdb.CiNeighbourhood;
import io.nagare.cmdb.Cmdb;
import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.Times;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.journal.Stamp;
import io.nagare.workflow.ProcessError;

/** An authorised change between its authorization and its start. */
@Component
@Transactional
public class Schedule {

	/** The model's error: something speaks against the change now. */
	private static final String STOPPED = "stopped";

	/** How long before the point of no return people are warned. */
	private static final Duration WARNING = Duration.ofMinutes(15);

	/** What is told once of each change. */
	private static final String NO_RETURN = "no_return_near";

	private final TicketWork work;

	private final Tickets tickets;

	private final Conflicts conflicts;

	private final FreeSlots slots;

	private final StandardModels models;

	private final Cmdb cmdb;

	private final ScheduleNotices notices;

	Schedule(TicketWork work, Tickets tickets, Conflicts conflicts, FreeSlots slots, StandardModels models, Cmdb cmdb,
			ScheduleNotices notices) {
		this.notices = notices;
		this.work = work;
		this.tickets = tickets;
		this.conflicts = conflicts;
		this.slots = slots;
		this.models = models;
		this.cmdb = cmdb;
	}

	/**
	 * Everything that speaks against the change in its window, of every kind, and the
	 * next window in which nothing does.
	 * @throws Refusal NOT_FOUND where the caller may not read the change
	 */
	@Transactional(readOnly = true)
	public Objections conflicts(String idOrNumber) {
		UUID id = this.tickets.readable(idOrNumber, "id").id();
		Caller caller = this.work.caller();
		caller.demand("change:read");
		Change change = change(id);
		// two walks through the items, of which the rest is a look-up
		CiNeighbourhood surroundings = this.cmdb.surroundings(change.cis());
		return new Objections(this.conflicts.shownTo(caller, change, surroundings),
				this.slots.next(change, surroundings, this.work.now().at())
					.map((slot) -> new Slot(slot.start(), slot.end()))
					.orElse(null));
	}

	public void schedule(UUID id) {
		this.notices.authorised(this.work.save(change(id).schedule(this.work.now())));
	}

	/**
	 * Whether something speaks against it that nobody noted, approved or may pass, or the
	 * model that approved it beforehand no longer does.
	 */
	public boolean isStopped(UUID id) {
		Change change = change(id);
		return isStopped(change, this.conflicts.of(change));
	}

	private boolean isStopped(Change change, List<Conflict> found) {
		return this.models.noLongerVouchFor(change) || found.stream().anyMatch(Conflict::stops);
	}

	/** Whether the window has begun. */
	public boolean isOpen(UUID id) {
		return change(id).isOpen(this.work.now().at());
	}

	public void open(UUID id) {
		this.notices.opened(this.work.save(change(id).open()));
	}

	/** When the window begins. */
	public Instant start(UUID id) {
		return change(id).plannedStart().orElseThrow();
	}

	/** When the window ends. */
	public Instant end(UUID id) {
		return change(id).plannedEnd().orElseThrow();
	}

	/**
	 * The change moves to another window.
	 * @throws Refusal VALIDATION_FAILED naming what is wrong, CONFLICT where a hard
	 * freeze forbids the window
	 */
	public void reschedule(UUID id, String plannedStart, String plannedEnd) {
		Stamp stamp = this.work.now();
		Instant start = time(plannedStart, "planned_start");
		Instant end = time(plannedEnd, "planned_end");
		List<Refusal.Detail> wrong = faults(start, end);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		if (!end.isAfter(stamp.at())) {
			throw Refusal.conflict("planned_end", "window_passed");
		}
		Change change = change(id).reschedule(start, end, stamp);
		refuseHardFreeze(change, "planned_start");
		this.notices.moved(this.work.save(change), start, end);
	}

	/**
	 * The same for a stopped change: who decided that does not carry it out.
	 * @throws Refusal as where it was not stopped
	 */
	public void moveStopped(UUID id, String plannedStart, String plannedEnd) {
		reschedule(id, plannedStart, plannedEnd);
		this.work.save(change(id).release(this.work.now()));
	}

	/** What is wrong with the window of a change, each named by its field. */
	public static List<Refusal.Detail> faults(@Nullable Instant start, @Nullable Instant end) {
		return Window.faultsOfBounded("planned_start", start, "planned_end", end);
	}

	/** A moment with offset, as Tasklist and the API send it. */
	static Instant time(String text, String field) {
		try {
			return Times.instant(text);
		}
		catch (DateTimeException ex) {
			throw Refusal.invalid(field, "wrong_type", "date-time");
		}
	}

	private void refuseHardFreeze(Change change, String field) {
		this.conflicts.of(change).stream().filter(Conflict::blocks).findFirst().ifPresent((conflict) -> {
			throw Refusal.conflict(field, "in_hard_freeze", conflict.other().label());
		});
	}

	/**
	 * The change manager lets the change go on as planned.
	 * @throws Refusal CONFLICT where a hard freeze forbids it, or its window has passed
	 */
	public void proceed(UUID id, String reason) {
		Change change = change(id);
		Stamp stamp = this.work.now();
		refuseHardFreeze(change, "action");
		if (!end(id).isAfter(stamp.at())) {
			throw Refusal.conflict("action", "window_passed");
		}
		this.conflicts.letPass(change, stamp);
		UUID manager = this.work.caller().userId();
		this.work.save(this.models.noLongerVouchFor(change) ? change.vouchedForBy(manager, stamp)
				: change.letGoOn(manager, stamp));
		this.work.note(id, Texts.label("change.note.proceed").with(reason), false);
	}

	/**
	 * Work begins.
	 * @throws ProcessError {@code stopped} where something came up, or the window has
	 * ended, which the model handles in the same transaction
	 */
	@Transactional(noRollbackFor = ProcessError.class)
	public void begin(UUID id) {
		Change change = change(id);
		Stamp stamp = this.work.now();
		if (!end(id).isAfter(stamp.at())) {
			throw new ProcessError(STOPPED, "The window has ended, though its timer has not gone off yet");
		}
		List<Conflict> found = this.conflicts.of(change);
		if (isStopped(change, found)) {
			throw new ProcessError(STOPPED, "Something speaks against the change now");
		}
		this.conflicts.recordRights(change, found, stamp);
		this.work.save(change.start(stamp));
	}

	/** From when there is no way back; far away where the plan names no such point. */
	public Instant pointOfNoReturn(UUID id) {
		return change(id).pointOfNoReturn().orElse(Times.NEVER);
	}

	/** When people are warned of it, once, however often the timer is armed. */
	public Instant warningOfNoReturn(UUID id) {
		return this.work.wasTold(id, NO_RETURN) ? Times.NEVER : pointOfNoReturn(id).minus(WARNING);
	}

	public void warnOfNoReturn(UUID id) {
		if (this.work.tellsFirst(id, NO_RETURN)) {
			this.work.note(id, Texts.label("change.note.no_return_near"), false);
		}
	}

	public void passNoReturn(UUID id) {
		this.work.note(id, Texts.label("change.note.no_return_passed"), false);
	}

	private Change change(UUID id) {
		return this.work.get(Change.class, id);
	}

	/**
	 * What speaks against a change, and when nothing would.
	 *
	 * @param conflicts all that speaks against its window
	 * @param nextFreeSlot the first window of the same length, from the planned start or
	 * now, against which nothing speaks: the planned one where it is free; null where
	 * there is none in the next 90 days, or no window is planned
	 */
	public record Objections(List<Conflict> conflicts, @Nullable Slot nextFreeSlot) {
	}

	/**
	 * A window that is free.
	 *
	 * @param plannedStart when it begins
	 * @param plannedEnd when it ends
	 */
	public record Slot(Instant plannedStart, Instant plannedEnd) {
	}

	/** A time that a form may leave out. */
	public static @Nullable Instant optionalTime(@Nullable String text, String field) {
		return (text == null || text.isBlank()) ? null : time(text, field);
	}

}
