package io.nagare.ticket.time;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;

/**
 * The time that people say they worked on tickets. Each writes down his own; he and
 * administrators correct it and take it away, which the audit log and the ticket's
 * journal tell. A ticket that has ended takes it too: work is often written down last.
 */
@Component
@Transactional
public class TicketTimes {

	/** Minutes of one entry, which are those of a day. */
	public static final int LONGEST = 1_440;

	/** Characters of its text. */
	public static final int LONGEST_NOTE = 500;

	/** Entries of one ticket. */
	static final int MOST = 1_000;

	private static final String MINUTES = "minutes";

	private static final String DAY = "worked_on";

	/** Before that nobody worked on a ticket. */
	private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

	private final TimeEntryRepository entries;

	private final TicketWork work;

	private final Directory directory;

	TicketTimes(TimeEntryRepository entries, TicketWork work, Directory directory) {
		this.entries = entries;
		this.work = work;
		this.directory = directory;
	}

	/**
	 * Writes down that the caller worked on the ticket, at the rate that its team has
	 * now.
	 * @return the key of the entry
	 * @throws Refusal NOT_FOUND where the caller may not read the ticket; FORBIDDEN for
	 * who does not work on such tickets; VALIDATION_FAILED for a day that was not yet;
	 * CONFLICT where the ticket has enough entries
	 */
	public UUID add(UUID id, NewEntry wanted) {
		Ticket ticket = take(id);
		LocalDate day = day((wanted.workedOn() != null) ? wanted.workedOn() : today());
		if (this.entries.countByTicketId(id) >= MOST) {
			throw Refusal.conflict(MINUTES, "too_many_time_entries", MOST);
		}
		long before = this.entries.minutesOf(id);
		TimeEntry entry = this.entries.saveAndFlush(new TimeEntry(id, this.work.caller().userId(), wanted.minutes(),
				day, said(wanted.note()), rate(ticket)));
		tell(ticket, before);
		return entry.id();
	}

	/**
	 * Writes down what a form was told, today; nothing for 0 minutes.
	 * @throws Refusal VALIDATION_FAILED for more minutes than a day has, or fewer than
	 * none; as {@link #add} besides
	 */
	void record(UUID id, int minutes) {
		if (minutes < 0 || minutes > LONGEST) {
			throw Refusal.invalid(MINUTES, "out_of_range", 1, LONGEST);
		}
		if (minutes > 0) {
			add(id, new NewEntry(minutes, null, null));
		}
	}

	/**
	 * Demands that somebody has written down time.
	 * @throws Refusal CONFLICT where nobody has
	 */
	@Transactional(readOnly = true)
	void demand(UUID id) {
		if (this.entries.countByTicketId(id) == 0) {
			throw Refusal.conflict(MINUTES, "no_time_worked");
		}
	}

	/**
	 * Corrects an entry. Its rate stays.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who neither wrote it nor is an
	 * administrator; STALE; VALIDATION_FAILED for a day that was not yet
	 */
	public void correct(UUID id, UUID entryId, Correction wanted, IfMatch ifMatch) {
		Ticket ticket = take(id);
		TimeEntry entry = own(ticket, entryId, ifMatch);
		long before = this.entries.minutesOf(id);
		wanted.minutes().ifPresent(entry::took);
		wanted.workedOn().ifPresent((day) -> entry.wasOn(day(day)));
		wanted.note().ifPresent((note) -> entry.describe(said(note)));
		this.entries.saveAndFlush(entry);
		tell(ticket, before);
	}

	/**
	 * Takes an entry away.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who neither wrote it nor is an
	 * administrator; STALE
	 */
	public void remove(UUID id, UUID entryId, IfMatch ifMatch) {
		Ticket ticket = take(id);
		TimeEntry entry = own(ticket, entryId, ifMatch);
		long before = this.entries.minutesOf(id);
		this.entries.delete(entry);
		this.work.flush();
		tell(ticket, before);
	}

	/** One after another, so that the journal tells each sum once. */
	private Ticket take(UUID id) {
		Ticket ticket = this.work.take(id);
		demandWorker(this.work.caller(), ticket);
		return ticket;
	}

	/**
	 * Demands somebody who works on such tickets: nobody else reads or writes times.
	 * @throws Refusal FORBIDDEN for everybody else
	 */
	public static void demandWorker(Caller caller, Ticket ticket) {
		caller.demand(ticket.kind() + ":work");
	}

	private TimeEntry own(Ticket ticket, UUID entryId, IfMatch ifMatch) {
		TimeEntry entry = this.entries.findByIdAndTicketId(entryId, ticket.id()).orElseThrow(Refusal::notFound);
		Caller caller = this.work.caller();
		if (!entry.isOf(caller.userId()) && !caller.may(ticket.kind() + ":delete")) {
			throw caller.lacking(ticket.kind() + ":delete", "entry", "time_entry_of_another");
		}
		ifMatch.check(entry.version());
		return entry;
	}

	private void tell(Ticket ticket, long before) {
		ticket.worked(before, this.entries.minutesOf(ticket.id()), this.work.now());
		this.work.save(ticket);
	}

	private @Nullable Integer rate(Ticket ticket) {
		return ticket.team().flatMap(this.directory::team).flatMap(Team::hourlyRate).orElse(null);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.work.now().at(), this.directory.zone());
	}

	private LocalDate day(LocalDate day) {
		if (day.isAfter(today())) {
			throw Refusal.invalid(DAY, "past_or_present");
		}
		if (day.isBefore(FIRST_DAY)) {
			throw Refusal.invalid(DAY, "too_long_ago", FIRST_DAY.toString());
		}
		return day;
	}

	private static @Nullable String said(@Nullable String note) {
		return (note == null || note.isBlank()) ? null : note.strip();
	}

	/**
	 * What somebody says he worked.
	 *
	 * @param minutes whole ones
	 * @param workedOn the day, in the tenant's zone; today where it is absent
	 * @param note what was done
	 */
	public record NewEntry(@NotNull @Min(1) @Max(LONGEST) Integer minutes, @Nullable LocalDate workedOn,
			@Nullable @Size(max = LONGEST_NOTE) String note) {
	}

	/** What is to change about an entry; what is absent stays. */
	public record Correction(JsonNullable<@NotNull @Min(1) @Max(LONGEST) Integer> minutes,
			JsonNullable<@NotNull LocalDate> workedOn, JsonNullable<@Nullable @Size(max = LONGEST_NOTE) String> note) {
	}

}
