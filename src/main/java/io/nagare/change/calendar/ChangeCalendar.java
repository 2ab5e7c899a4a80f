package io.nagare.change.calendar;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.WordOf;
import io.nagare.change.Change;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.MaintenanceTime;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.access.TicketAccess;

/** What is going to be changed when, and when nothing is to be changed. */
@Component
@Transactional(readOnly = true)
public class ChangeCalendar {

	/** As much as a quarter of a year with the days around it. */
	static final Duration LONGEST = Duration.ofDays(100);

	private static final String PLANNED = """
			SELECT t.id, t.number, t.title, t.status, t.phase, t.ci_ids, t.version, t.created_at, t.updated_at,
			       c.change_type, c.risk, c.planned_start, c.planned_end, c.authorised_risk IS NOT NULL AS authorised,
			       array_remove(ARRAY(SELECT s.assignee_id FROM change_tasks s WHERE s.change_id = t.id)
			           || c.implementer_id, NULL) AS people,
			       c.ended_at IS NULL AND t.phase IN ('in_work', 'on_hold') AS may_be_met,
			       c.ended_at IS NULL AND t.phase IN ('open', 'in_work', 'on_hold') AS undone,
			       %s AS readable
			  FROM changes c JOIN tickets_view t ON t.id = c.id
			 WHERE c.tenant_id = :tenant AND c.planned_end > :from AND c.planned_start < :to
			   AND t.tenant_id = :tenant
			 ORDER BY c.planned_start, t.number
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final Freezes freezes;

	private final Cmdb cmdb;

	private final Meetings meetings;

	private final TicketAccess access;

	private final CurrentCaller callers;

	ChangeCalendar(NamedParameterJdbcTemplate jdbc, Freezes freezes, Cmdb cmdb, Meetings meetings, TicketAccess access,
			CurrentCaller callers) {
		this.jdbc = jdbc;
		this.freezes = freezes;
		this.cmdb = cmdb;
		this.meetings = meetings;
		this.access = access;
		this.callers = callers;
	}

	/**
	 * What overlaps a period, for the caller. What he may not read only makes a time
	 * busy.
	 * @throws Refusal VALIDATION_FAILED where the period is empty, longer than 100 days
	 * or in years that nobody means
	 */
	public View between(Instant from, Instant to) {
		Caller caller = this.callers.require();
		caller.demand("change:read");
		Window period = period(from, to);
		return view(period, this.access.readable(caller, Change.KIND, "t"));
	}

	/**
	 * What overlaps the period, for an address that anybody may come to know: no
	 * confidential change is told about, whoever made the address.
	 */
	View published(Window period) {
		return view(period, TicketAccess.Visibility.toAll("t"));
	}

	private static Window period(Instant from, Instant to) {
		List<Refusal.Detail> wrong = Window.faults("from", from, "to", to);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		if (Duration.between(from, to).compareTo(LONGEST) > 0) {
			throw Refusal.invalid("to", "too_far", LONGEST.toDays());
		}
		return new Window(from, to);
	}

	private View view(Window period, TicketAccess.Visibility readable) {
		List<Entry> changes = entries(period, readable);
		List<UUID> items = changes.stream().flatMap((change) -> change.ciIds().stream()).distinct().toList();
		return new View(period.start(), period.end(), changes, this.freezes.times(period),
				this.cmdb.maintenance(items, period.start(), period.end()));
	}

	/**
	 * What he may not read makes a time busy, and may be what another meets, but tells
	 * nothing of what it meets itself.
	 */
	private List<Entry> entries(Window period, TicketAccess.Visibility readable) {
		List<Row> rows = rows(period, readable);
		List<Meetings.Planned> told = rows.stream().filter(Row::tellsWhatItMeets).map(Row::planned).toList();
		Map<UUID, List<String>> met = this.meetings.of(told, inTheWayOf(told, period, rows, readable));
		return rows.stream().flatMap((row) -> row.entry(met).stream()).toList();
	}

	/** What lies partly in the period may meet what does not. */
	private List<Meetings.Planned> inTheWayOf(List<Meetings.Planned> changes, Window period, List<Row> known,
			TicketAccess.Visibility readable) {
		if (changes.isEmpty()) {
			return List.of();
		}
		Window hull = Meetings.hull(changes);
		boolean within = !hull.start().isBefore(period.start()) && !hull.end().isAfter(period.end());
		return (within ? known : rows(hull, readable)).stream().map(Row::planned).toList();
	}

	private List<Row> rows(Window period, TicketAccess.Visibility readable) {
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("tenant", Tenancy.require().id());
		params.put("from", OffsetDateTime.ofInstant(period.start(), ZoneOffset.UTC));
		params.put("to", OffsetDateTime.ofInstant(period.end(), ZoneOffset.UTC));
		return this.jdbc.query(PLANNED.formatted(readable.sql()), params, (row, number) -> Row.of(row));
	}

	/**
	 * What overlaps a period.
	 *
	 * @param changes with a window that overlaps it, whatever their status
	 * @param freezes every time of every freeze, recurring ones as often as they come
	 * @param maintenanceWindows when the items of the changes may be worked on
	 */
	public record View(Instant from, Instant to, List<Entry> changes, List<FreezeTime> freezes,
			List<MaintenanceTime> maintenanceWindows) {
	}

	/**
	 * A change as it is read.
	 *
	 * @param whole all that there is to tell of it
	 * @param undone whether it is yet to be carried out
	 */
	private record Row(Entry whole, boolean readable, boolean undone, Meetings.Planned planned) {

		private static Row of(ResultSet row) throws SQLException {
			Entry whole = Entry.of(row);
			return new Row(whole, row.getBoolean("readable"), row.getBoolean("undone"),
					new Meetings.Planned(whole.id(), new Window(whole.plannedStart(), whole.plannedEnd()),
							whole.ciIds(), Arrays.asList((UUID[]) row.getArray("people").getArray()),
							row.getBoolean("may_be_met")));
		}

		private boolean tellsWhatItMeets() {
			return this.readable && this.undone;
		}

		private Optional<Entry> entry(Map<UUID, List<String>> met) {
			return this.readable ? Optional.of(this.whole.meeting(met.getOrDefault(this.whole.id(), List.of())))
					: this.whole.asBusy();
		}

	}

	/**
	 * A change in the calendar; of one that is confidential only the id and the time.
	 *
	 * @param authorised whether it may be carried out as it is planned
	 * @param busy whether it is confidential to the reader
	 * @param meets the kinds of what it meets in its window, as its conflicts have them:
	 * {@code same_ci}, {@code related_ci}, {@code same_person}, {@code freeze}; empty
	 * where there is nothing, or it was carried out
	 * @param version counts its changes
	 */
	public record Entry(UUID id, @Nullable String changeNumber, @Nullable String title, @Schema(allowableValues = {
			"standard", "normal", "emergency", "process" }) @Nullable String type, @Nullable String status,
			@WordOf(Phase.class) String phase, @Nullable String risk, Instant plannedStart, Instant plannedEnd,
			List<UUID> ciIds, boolean authorised, boolean busy, List<String> meets, long version, Instant createdAt,
			Instant updatedAt){

		private static Entry of(ResultSet row) throws SQLException {
			return new Entry(row.getObject("id", UUID.class), row.getString("number"), row.getString("title"),
					row.getString("change_type"), row.getString("status"), row.getString("phase"),
					row.getString("risk"), at(row, "planned_start"), at(row, "planned_end"),
					Arrays.asList((UUID[]) row.getArray("ci_ids").getArray()), row.getBoolean("authorised"), false,
					List.of(), row.getLong("version"), at(row, "created_at"), at(row, "updated_at"));
		}

		private static Instant at(ResultSet row, String column) throws SQLException {
			return row.getObject(column, OffsetDateTime.class).toInstant();
		}

		private Entry meeting(List<String> kinds) {
			return new Entry(this.id, this.changeNumber, this.title, this.type, this.status, this.phase, this.risk,
					this.plannedStart, this.plannedEnd, this.ciIds, this.authorised, this.busy, kinds, this.version,
					this.createdAt, this.updatedAt);
		}

		/** Its time, where it takes any. */
		private Optional<Entry> asBusy() {
			return Phase.of(this.phase) == Phase.CANCELLED ? Optional.empty()
					: Optional.of(new Entry(this.id, null, null, null, null, this.phase, null, this.plannedStart,
							this.plannedEnd, List.of(), this.authorised, true, List.of(), this.version, this.createdAt,
							this.updatedAt));
		}

	}

	/**
	 * A freeze at one of its times.
	 *
	 * @param id the freeze, whenever it comes
	 * @param hard whether only the excepted pass
	 * @param recurring whether it comes at other times, too
	 * @param version counts the changes of the freeze
	 */
	public record FreezeTime(UUID id, String name, @Nullable String reason, @Schema(allowableValues = {
			"tenant", "location", "service", "ci_class", "ci" }) String scope, @Nullable UUID ciId,
			@Nullable String ciClass, @Nullable String location, boolean hard, boolean recurring, Instant start,
			Instant end, long version, Instant createdAt, Instant updatedAt){

		static final Comparator<FreezeTime> ORDER = Comparator.comparing(FreezeTime::start)
			.thenComparing(FreezeTime::id);

		static FreezeTime of(Freeze freeze, Window time) {
			return new FreezeTime(freeze.id(), freeze.name(), freeze.reason(), freeze.scope(), freeze.ciId(),
					freeze.ciClass(), freeze.location(), freeze.isHard(), freeze.rrule() != null, time.start(),
					time.end(), freeze.version(), freeze.createdAt(), freeze.updatedAt());
		}

	}

}
