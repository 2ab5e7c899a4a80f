package io.nagare.intake.mime;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells mails that machines write by themselves, which nobody answers. */
final class MachineMail {

	/** The mail could not be delivered, or says what became of one. */
	static final String REPORT = "delivery_report";

	static final String AUTOMATIC = "automatic";

	static final String LIST = "list";

	static final String LOOP = "loop";

	private static final Pattern SERVERS = Pattern
		.compile("(?:mailer-?daemon|mail-?daemon|postmaster|mdaemon|mail-delivery|bounces?|.*-bounces?)@.*");

	private static final Pattern BULK = Pattern.compile("bulk|junk|list|auto_reply|auto-reply");

	/**
	 * Subjects of servers' reports and of absent people's mailers. They are whole
	 * subjects, or end in a mark: who writes of such mails begins in the same words.
	 */
	private static final Pattern SUBJECTS = Pattern
		.compile("(?:undelivered mail returned to sender|undeliverable: .*|delivery status notification ?\\(.*|"
				+ "mail delivery failed(?:: .*)?|returned mail: .*|failure notice|delivery failure(?:: .*)?|"
				+ "mail system error(?: - .*)?|(?:宛先不明|配信不能|未達|配信エラー|送信エラー|配信できません(?:でした)?|"
				+ "送信できません(?:でした)?)(?:[:：].*)?|"
				+ "(?:re: ?)?(?:\\[?auto(?:matic)?[ -]?(?:reply|response)(?:\\].*|[:：].*)?|out of (?:the )?office(?:[:：].*)?|"
				+ "[\\[【（(]?(?:自動返信|自動応答|自動送信|不在通知|不在応答|不在連絡|不在のお知らせ)(?:[\\]】）):：].*)?))", Pattern.CASE_INSENSITIVE);

	private static final List<String> MARKS = List.of("x-autoreply", "x-autorespond", "x-autoresponder",
			"x-autoreply-from", "x-mail-autoreply", "x-auto-reply", "x-ms-exchange-inbox-rules-loop",
			"x-failed-recipients", "x-vacation");

	/** No mail passes so many servers on its way. */
	private static final int MOST_STATIONS = 40;

	private MachineMail() {
	}

	static boolean isPassedOn(ParsedMail mail) {
		String precedence = mail.headers().plain("precedence").toLowerCase(Locale.ROOT);
		return reason(mail).filter(LIST::equals).isPresent() && mail.headers().has("list-id")
				&& (precedence.isEmpty() || precedence.equals(LIST)) && !SUBJECTS.matcher(mail.subject()).matches();
	}

	static Optional<String> reason(ParsedMail mail) {
		MailHeaders headers = mail.headers();
		if (headers.all("received").size() > MOST_STATIONS) {
			return Optional.of(LOOP);
		}
		String sender = Objects.requireNonNullElse(mail.sender(), "");
		String type = headers.plain("content-type").toLowerCase(Locale.ROOT);
		if (headers.plain("return-path").replace(" ", "").equals("<>") || type.startsWith("multipart/report")
				|| SERVERS.matcher(sender).matches() || headers.has("x-failed-recipients")) {
			return Optional.of(REPORT);
		}
		String submitted = headers.value("auto-submitted");
		if ((!submitted.isEmpty() && !submitted.equals("no")) || MARKS.stream().anyMatch(headers::has)) {
			return Optional.of(AUTOMATIC);
		}
		String precedence = headers.plain("precedence").toLowerCase(Locale.ROOT);
		if (BULK.matcher(precedence).matches() || headers.has("list-id") || headers.has("list-unsubscribe")) {
			return Optional.of(LIST);
		}
		return SUBJECTS.matcher(mail.subject()).matches() ? Optional.of(ParsedMail.PERHAPS_MACHINE) : Optional.empty();
	}

}
