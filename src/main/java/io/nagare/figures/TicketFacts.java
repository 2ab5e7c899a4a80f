package io.nagare.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;
import io.nagare.sla.ClockOutcome;
import io.nagare.sla.calendar.BusinessCalendar;

/**
 * What figures need to know of one ticket, reckoned from its row, its journal and its
 * ledger alone: the same three give the same facts, whenever and wherever.
 */
final class TicketFacts {

	/** Solved at the first contact: within so much business time. */
	static final Duration FIRST_CONTACT = Duration.ofHours(1);

	/** Put on hold late: with less business time left than this. */
	static final Duration LATE = Duration.ofMinutes(15);

	private TicketFacts() {
	}

	/**
	 * The facts by the name of their column.
	 * @param journal the lines of the ticket, in any order
	 * @param clocks those that were not cancelled
	 * @param officeHours by which business time is counted that no clock counts
	 */
	static Map<String, @Nullable Object> of(Row row, List<JournalLine> journal, List<ClockOutcome> clocks,
			BusinessCalendar officeHours) {
		Map<String, @Nullable Object> facts = new HashMap<>(row.asRead());
		long business = (row.resolvedAt() != null) ? officeHours.elapsed(row.createdAt(), row.resolvedAt()).toSeconds()
				: -1;
		facts.put("respond_seconds", seconds(row.createdAt(), row.respondedAt()));
		facts.put("resolve_seconds", seconds(row.createdAt(), row.resolvedAt()));
		facts.put("resolve_business", (business >= 0) ? business : null);
		clocks(facts, clocks);
		if (row.resolvedAt() == null) {
			facts.put("resolve_net", null);
		}
		teams(facts, row, journal);
		long holds = journal.stream()
			.filter((line) -> line.field().equals("hold_reason") && line.before() == null && line.after() != null)
			.count();
		facts.put("holds", holds);
		facts.put("reopened", row.reopened());
		facts.put("first_contact", (business < 0) ? null : business <= FIRST_CONTACT.toSeconds() && holds == 0
				&& row.reopened() == 0 && Objects.equals(facts.get("reassignments"), 0L));
		List<JournalLine> steps = journal.stream().filter((line) -> line.field().equals(JournalLine.STEP)).toList();
		facts.put("steps", steps.size());
		facts.put("machine_steps", steps.stream().filter((step) -> step.by() == null).count());
		facts.put("model",
				steps.stream()
					.filter((step) -> step.model() != null)
					.min(Comparator.comparing(JournalLine::at).thenComparing((step) -> String.valueOf(step.model())))
					.map(JournalLine::model)
					.orElse(null));
		return facts;
	}

	private static @Nullable Long seconds(Instant from, @Nullable Instant to) {
		return (to != null) ? Math.max(0, Duration.between(from, to).toSeconds()) : null;
	}

	private static void clocks(Map<String, @Nullable Object> facts, List<ClockOutcome> clocks) {
		ClockOutcome response = ofKind("response", clocks);
		ClockOutcome resolution = ofKind("resolution", clocks);
		facts.put("response_stopped_at", time((response != null) ? response.stoppedAt() : null));
		facts.put("response_met",
				(response != null && response.stoppedAt() != null) ? Boolean.valueOf(!response.breached()) : null);
		facts.put("resolution_stopped_at", time((resolution != null) ? resolution.stoppedAt() : null));
		facts.put("resolution_met", (resolution != null && resolution.stoppedAt() != null)
				? Boolean.valueOf(!resolution.breached()) : null);
		facts.put("resolve_net",
				(resolution != null && resolution.stoppedAt() != null) ? resolution.elapsedSeconds() : null);
		facts.put("resolve_target", (resolution != null) ? resolution.targetSeconds() : null);
		List<ClockOutcome> ola = clocks.stream()
			.filter((clock) -> clock.kind().equals("ola") && clock.stoppedAt() != null)
			.toList();
		facts.put("ola_met", ola.stream().filter((clock) -> !clock.breached()).count());
		facts.put("ola_missed", ola.stream().filter(ClockOutcome::breached).count());
		facts.put("ola_stopped_at",
				time(ola.stream().flatMap((clock) -> clock.stopped().stream()).max(Instant::compareTo).orElse(null)));
		facts.put("late_hold",
				resolution != null && resolution.pauses()
					.stream()
					.anyMatch((pause) -> pause.remainingSeconds() >= 0 && pause.remainingSeconds() < LATE.toSeconds()));
	}

	/** The latest to stop, where a ticket had several one after another. */
	private static @Nullable ClockOutcome ofKind(String kind, List<ClockOutcome> clocks) {
		return clocks.stream()
			.filter((clock) -> clock.kind().equals(kind))
			.max(Comparator.comparing((clock) -> clock.stopped().orElse(Instant.MAX)))
			.orElse(null);
	}

	/**
	 * A team had the ticket as often as it gave it away, and once more if it has it now:
	 * which is true in whatever order lines of the same moment are read.
	 */
	private static void teams(Map<String, @Nullable Object> facts, Row row, List<JournalLine> journal) {
		List<JournalLine> moves = journal.stream().filter((line) -> line.field().equals("team_id")).toList();
		Map<String, Integer> had = new HashMap<>();
		moves.stream()
			.map(JournalLine::before)
			.filter(Objects::nonNull)
			.forEach((team) -> had.merge(String.valueOf(team), 1, Integer::sum));
		if (row.teamId() != null) {
			had.merge(row.teamId().toString(), 1, Integer::sum);
		}
		Set<String> teams = new HashSet<>(had.keySet());
		facts.put("team_ids", "{" + String.join(",", teams) + "}");
		facts.put("reassignments",
				moves.stream().filter((line) -> line.before() != null && line.after() != null).count());
		// who gets it back from nobody did not get it back from another team
		facts.put("ping_pong", teams.size() > 1 && had.values().stream().anyMatch((times) -> times > 1));
		facts.put("kept_by_first_team",
				(row.resolvedAt() != null && !teams.isEmpty()) ? Boolean.valueOf(teams.size() == 1) : null);
	}

	static @Nullable OffsetDateTime time(@Nullable Instant at) {
		return (at != null) ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC) : null;
	}

	/**
	 * A ticket as it stands.
	 *
	 * @param asRead what is taken over as it is, by the name of its column
	 * @param phase a word of {@link Phase}
	 */
	record Row(UUID id, @Nullable UUID teamId, String phase, Instant createdAt, @Nullable Instant respondedAt,
			@Nullable Instant resolvedAt, int reopened, Map<String, @Nullable Object> asRead) {
	}

	/**
	 * A line of the journal.
	 *
	 * @param field the field that changed, or {@value #STEP}
	 * @param by whose action it was; null for the process itself
	 * @param model the process and its version, of a step
	 */
	record JournalLine(String field, @Nullable String before, @Nullable String after, @Nullable UUID by, Instant at,
			@Nullable String model) {

		static final String STEP = "step";

	}

}
