package io.nagare.sla;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nagare.shared.WordOf;
import io.nagare.shared.Label;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The whole life of a clock.
 *
 * @param clockId the clock
 * @param kind {@code response}, {@code resolution} or {@code ola}
 * @param state as in {@link ClockView}
 * @param events what happened to it, in order
 * @param segments what it did in between, without gaps
 */
public record LedgerView(UUID clockId, @WordOf(ClockKind.class) String kind, @Schema(allowableValues = {
		"running", "overdue", "paused", "breached", "met", "cancelled" }) String state, List<Event> events,
		List<Segment> segments){

	static LedgerView of(SlaClock clock, Instant now) {
		LedgerFormatter sentences = new LedgerFormatter(clock.zone());
		return new LedgerView(clock.id(), clock.kind().word(), clock.state(now),
				clock.entries().stream().map((entry) -> Event.of(entry, sentences)).toList(),
				clock.segments(now).stream().map((segment) -> Segment.of(segment, sentences)).toList());
	}

	/**
	 * Something that happened to it.
	 *
	 * @param type {@code start}, {@code pause}, {@code resume}, {@code retarget},
	 * {@code stop}, {@code cancel}, {@code milestone} or {@code breach}
	 * @param reason why, as a word; null where the type says it all
	 * @param actorId who brought it about; null for the process
	 * @param targetSeconds business time agreed here; null but for a start or retarget
	 * @param calendar key of the calendar agreed here; null likewise
	 * @param calendarVersion its state; null likewise
	 * @param decidedBy which rules said so, in which version, and of what inputs; null
	 * likewise
	 * @param explanation for people
	 */
	@Schema(name = "SlaLedgerEvent")
	public record Event(Instant at, @WordOf(EntryType.class) String type, @Nullable String reason,
			@Nullable UUID actorId, @Nullable String definition, @Nullable Long targetSeconds,
			@Nullable String calendar, @Nullable Long calendarVersion,
			@JsonRawValue @Schema(implementation = Object.class, nullable = true) @Nullable String decidedBy,
			Label explanation) {

		private static Event of(LedgerEntry entry, LedgerFormatter sentences) {
			SlaAgreement agreed = (entry.type() == EntryType.START || entry.type() == EntryType.RETARGET)
					? entry.agreement() : null;
			return new Event(entry.at(), entry.type().word(), entry.reason(), entry.actor(),
					(agreed != null) ? agreed.definition() : null,
					(agreed != null) ? agreed.target().toSeconds() : null, (agreed != null) ? agreed.calendar() : null,
					(agreed != null) ? agreed.calendarVersion() : null, (agreed != null) ? agreed.decision() : null,
					sentences.of(entry));
		}

	}

	/**
	 * What it did between two events; the three times together are its length.
	 *
	 * @param state {@code running}, {@code paused} or, until it was reopened,
	 * {@code stopped}
	 * @param reason why it was paused
	 * @param calendar key of the calendar it ran by
	 * @param runningSeconds business time
	 * @param pausedSeconds paused or stopped
	 * @param outsideSeconds outside of the calendar's hours
	 * @param explanation for people
	 */
	@Schema(name = "SlaLedgerSegment")
	public record Segment(Instant from, Instant to, @Schema(allowableValues = {
			"running", "paused" }) String state, @Nullable String reason, String calendar, long runningSeconds,
			long pausedSeconds, long outsideSeconds, Label explanation){

		private static Segment of(SlaClock.Segment segment, LedgerFormatter sentences) {
			return new Segment(segment.from(), segment.to(), segment.state(), segment.reason(), segment.calendar(),
					segment.running().toSeconds(), segment.paused().toSeconds(), segment.outside().toSeconds(),
					sentences.of(segment));
		}

	}

}
