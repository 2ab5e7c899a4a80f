package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.nagare.shared.Label;
import org.jspecify.annotations.Nullable;

/** Explains a ledger to people, in the time of its calendar. */
final class LedgerFormatter {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private static final Map<String, Label> REASONS = Map.ofEntries(
			Map.entry("reported", Label.of("受付 / it was reported")),
			Map.entry("team_took_over", Label.of("チームが担当 / the team took the ticket")),
			Map.entry(SlaClock.TEAM_LEFT, Label.of("担当チームの変更 / another team took the ticket")),
			Map.entry(SlaClock.AGREED_ANEW, Label.of("合意内容の変更 / something else is agreed now")),
			Map.entry("calendar_changed", Label.of("カレンダーの変更 / the calendar has changed")),
			Map.entry("ticket_cancelled", Label.of("チケットの取消 / the ticket was cancelled")),
			Map.entry("responded", Label.of("担当者の応答 / an agent responded")),
			Map.entry("resolved", Label.of("解決 / the ticket was resolved")),
			Map.entry("resumed", Label.of("保留の解除 / the hold ended")),
			Map.entry("reopened", Label.of("再オープン / the ticket was reopened")),
			Map.entry("awaiting_caller", Label.of("報告者の回答待ち / the reporter was asked")),
			Map.entry("awaiting_vendor", Label.of("ベンダー待ち / a vendor must act")),
			Map.entry("awaiting_problem", Label.of("問題の解決待ち / a problem must be solved")),
			Map.entry("awaiting_change", Label.of("変更の完了待ち / a change must be made")));

	private final ZoneId zone;

	LedgerFormatter(ZoneId zone) {
		this.zone = zone;
	}

	Label of(LedgerEntry entry) {
		String at = time(entry.at());
		Label why = reason(entry.reason());
		return switch (entry.type()) {
			case START -> new Label(at + " 計測開始（" + why.ja() + "）。" + agreed(entry).ja(),
					at + " started because " + why.en() + ". " + agreed(entry).en());
			case PAUSE -> new Label(at + " 一時停止（" + why.ja() + "）。", at + " paused because " + why.en() + ".");
			case RESUME -> new Label(at + " 再開（" + why.ja() + "）。", at + " resumed because " + why.en() + ".");
			case RETARGET -> new Label(at + " 目標の変更（" + why.ja() + "）。" + agreed(entry).ja(),
					at + " retargeted because " + why.en() + ". " + agreed(entry).en());
			case STOP -> new Label(at + " 計測終了（" + why.ja() + "）。", at + " stopped because " + why.en() + ".");
			case CANCEL -> new Label(at + " 取消（" + why.ja() + "）。", at + " cancelled because " + why.en() + ".");
			case MILESTONE ->
				new Label(at + " " + milestone(entry).ja() + "に到達。", at + " reached " + milestone(entry).en() + ".");
			case BREACH -> new Label(at + " 目標を超過。", at + " breached the target.");
		};
	}

	private static Label agreed(LedgerEntry entry) {
		SlaAgreement agreed = entry.agreement();
		String target = duration(agreed.target());
		return new Label("目標 " + target + "、カレンダー " + agreed.calendar() + "、定義 " + agreed.definition() + "。",
				"Target " + target + " by calendar " + agreed.calendar() + ", as " + agreed.definition() + " has it.");
	}

	private static Label milestone(LedgerEntry entry) {
		String word = String.valueOf(entry.reason());
		return word.equals("30m") ? Label.of("残り30分 / the last 30 minutes")
				: new Label("目標の" + word + "%", word + " % of the target");
	}

	Label of(SlaClock.Segment segment) {
		String span = time(segment.from()) + " – " + time(segment.to());
		if (segment.state().equals("running")) {
			String ran = duration(segment.running());
			String outside = duration(segment.outside());
			return new Label(span + " 計測 " + ran + "、時間外 " + outside + "。",
					span + " ran for " + ran + ", outside of hours " + outside + ".");
		}
		Label why = reason((segment.reason() != null) ? segment.reason() : "resolved");
		String length = duration(segment.paused());
		return new Label(span + " 停止 " + length + "（" + why.ja() + "）。",
				span + " paused " + length + " because " + why.en() + ".");
	}

	/**
	 * A word that nobody here knows, such as a hold reason of an owner's form, stands for
	 * itself.
	 */
	private static Label reason(@Nullable String word) {
		String known = (word != null) ? word : "";
		return REASONS.getOrDefault(known, new Label(known, known));
	}

	private String time(Instant at) {
		return TIME.format(at.atZone(this.zone));
	}

	/** Hours and minutes. */
	private static String duration(Duration duration) {
		return "%d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
	}

}
