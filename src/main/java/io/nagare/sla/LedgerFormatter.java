package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;
import org.jspecify.annotations.Nullable;

/** Explains a ledger to people, in the time of its calendar. */
final class LedgerFormatter {

	private static final Map<String, Label> REASONS = Map.ofEntries(
			Map.entry("reported", Texts.label("sla.why.reported")),
			Map.entry("team_took_over", Texts.label("sla.why.team_took_over")),
			Map.entry(SlaClock.TEAM_LEFT, Texts.label("sla.why.team_left")),
			Map.entry("supplier_asked", Texts.label("sla.why.supplier_asked")),
			Map.entry("supplier_done", Texts.label("sla.why.supplier_done")),
			Map.entry(SlaClock.AGREED_ANEW, Texts.label("sla.why.agreed_anew")),
			Map.entry("calendar_changed", Texts.label("sla.why.calendar_changed")),
			Map.entry("ticket_cancelled", Texts.label("sla.why.ticket_cancelled")),
			Map.entry("responded", Texts.label("sla.why.responded")),
			Map.entry("resolved", Texts.label("sla.why.resolved")),
			Map.entry("resumed", Texts.label("sla.why.resumed")),
			Map.entry("reopened", Texts.label("sla.why.reopened")),
			Map.entry("awaiting_caller", Texts.label("sla.why.awaiting_caller")),
			Map.entry("awaiting_vendor", Texts.label("sla.why.awaiting_vendor")),
			Map.entry("awaiting_problem", Texts.label("sla.why.awaiting_problem")),
			Map.entry("awaiting_change", Texts.label("sla.why.awaiting_change")));

	private final ZoneId zone;

	LedgerFormatter(ZoneId zone) {
		this.zone = zone;
	}

	Label of(LedgerEntry entry) {
		Label at = TimeTexts.of(entry.at(), this.zone);
		Label why = reason(entry.reason());
		return switch (entry.type()) {
			case START -> Texts.label("sla.ledger.start", at, why, agreed(entry));
			case PAUSE -> Texts.label("sla.ledger.pause", at, why);
			case RESUME -> Texts.label("sla.ledger.resume", at, why);
			case RETARGET -> Texts.label("sla.ledger.retarget", at, why, agreed(entry));
			case STOP -> Texts.label("sla.ledger.stop", at, why);
			case CANCEL -> Texts.label("sla.ledger.cancel", at, why);
			case MILESTONE -> Texts.label("sla.ledger.milestone", at, milestone(entry));
			case BREACH -> Texts.label("sla.ledger.breach", at);
		};
	}

	private static Label agreed(LedgerEntry entry) {
		SlaAgreement agreed = entry.agreement();
		String target = duration(agreed.target());
		return Texts.label("sla.ledger.agreed", target, agreed.calendar(), agreed.definition());
	}

	private static Label milestone(LedgerEntry entry) {
		String word = String.valueOf(entry.reason());
		return word.equals("30m") ? Texts.label("sla.ledger.last_30m") : Texts.label("sla.ledger.percent", word);
	}

	Label of(SlaClock.Segment segment) {
		Label span = span(segment.from(), segment.to());
		if (segment.state().equals("running")) {
			String ran = duration(segment.running());
			String outside = duration(segment.outside());
			return Texts.label("sla.ledger.ran", span, ran, outside);
		}
		Label why = reason((segment.reason() != null) ? segment.reason() : "resolved");
		String length = duration(segment.paused());
		return Texts.label("sla.ledger.paused", span, length, why);
	}

	/**
	 * A word that nobody here knows, such as a hold reason of an owner's form, stands for
	 * itself.
	 */
	private static Label reason(@Nullable String word) {
		String known = (word != null) ? word : "";
		return REASONS.getOrDefault(known, new Label(known, known));
	}

	private Label span(Instant from, Instant to) {
		return TimeTexts.between(TimeTexts.of(from, this.zone), TimeTexts.of(to, this.zone));
	}

	/** Hours and minutes. */
	private static String duration(Duration duration) {
		return "%d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
	}

}
