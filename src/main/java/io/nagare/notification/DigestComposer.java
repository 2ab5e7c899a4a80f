package io.nagare.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.springframework.stereotype.Component;

import io.nagare.directory.User;

/**
 * Writes what waited as one mail, ticket by ticket, each with the links that a mail of
 * its own would have. It belongs to no ticket, and so to no thread.
 */
@Component
class DigestComposer {

	/** Of more, people read none. */
	private static final int MOST = 100;

	private static final int LONGEST_BODY = 1000;

	private static final String TICKET = """
			<div style="margin:0 0 24px;border-top:1px solid #e5e7eb;padding-top:16px">
			<p style="margin:0 0 8px;font-size:13px;color:#6b7280">%s</p>
			%s%s</div>
			""";

	private static final String ENTRY = """
			<p style="margin:0 0 4px;font-size:15px;font-weight:bold">%s</p>
			<p style="margin:0 0 16px;font-size:14px;line-height:1.7">%s</p>
			""";

	private static final String MORE = """
			<p style="margin:0 0 12px;font-size:14px">%s</p>
			""";

	private final MailComposer mails;

	private final MailFrame frame;

	private final NoticeTexts texts;

	DigestComposer(MailComposer mails, MailFrame frame, NoticeTexts texts) {
		this.mails = mails;
		this.frame = frame;
		this.texts = texts;
	}

	/**
	 * Fills the message.
	 * @param news several, the youngest first
	 * @param decisions whether all of them ask for decisions
	 * @throws MessagingException where the user's address is none
	 */
	MimeMessage compose(MimeMessage message, UUID digest, List<MailQueue.Mail> news, boolean decisions, User user)
			throws MessagingException {
		Locale locale = NoticeTexts.locale(user.locale());
		List<MailQueue.Mail> shown = news.subList(0, Math.min(news.size(), MOST));
		Map<String, List<MailComposer.Written>> tickets = byTicket(shown, locale);
		String title = decisions ? this.texts.around("digest.decisions", locale, news.size())
				: this.texts.around("digest.notices", locale, news.size());
		String more = (news.size() > shown.size())
				? this.texts.around("digest.more", locale, news.size() - shown.size()) : "";
		this.frame.address(message, MailFrame.addressOf(user.email(), user.fullName()), digest.toString(), title);
		message.setContent(this.frame.content(title, plain(title, tickets, more, locale), "",
				html(tickets, more, locale), locale));
		return message;
	}

	/** The ticket of which something happened last comes first. */
	private Map<String, List<MailComposer.Written>> byTicket(List<MailQueue.Mail> news, Locale locale) {
		Map<String, List<MailComposer.Written>> tickets = new LinkedHashMap<>();
		for (MailQueue.Mail mail : news) {
			MailComposer.Written written = this.mails.written(mail, locale);
			tickets.computeIfAbsent(written.number(), (number) -> new ArrayList<>()).add(written);
		}
		return tickets;
	}

	private String plain(String title, Map<String, List<MailComposer.Written>> tickets, String more, Locale locale) {
		StringBuilder text = new StringBuilder(title).append("\n\n");
		tickets.forEach((number, all) -> {
			text.append("== ").append(heading(number, locale)).append(" ==\n\n");
			all.forEach((one) -> text.append(one.title()).append('\n').append(shortened(one.body())).append("\n\n"));
			text.append(this.frame.plainLinks(links(all), locale));
		});
		return more.isEmpty() ? text.toString() : text.append(more).append("\n\n").toString();
	}

	private String html(Map<String, List<MailComposer.Written>> tickets, String more, Locale locale) {
		StringBuilder html = new StringBuilder();
		tickets.forEach((number, all) -> {
			StringBuilder entries = new StringBuilder();
			all.forEach((one) -> entries
				.append(ENTRY.formatted(MailFrame.escaped(one.title()), MailFrame.lines(shortened(one.body())))));
			html.append(TICKET.formatted(MailFrame.escaped(heading(number, locale)), entries,
					this.frame.buttons(links(all), locale)));
		});
		return more.isEmpty() ? html.toString() : html.append(MORE.formatted(MailFrame.escaped(more))).toString();
	}

	/** Of several links of one name the youngest is good. */
	private static Map<String, String> links(List<MailComposer.Written> all) {
		Map<String, String> links = new LinkedHashMap<>();
		all.forEach((one) -> one.links().forEach(links::putIfAbsent));
		return links;
	}

	private String heading(String number, Locale locale) {
		return number.isEmpty() ? this.texts.around("digest.others", locale) : number;
	}

	private static String shortened(String body) {
		return (body.codePointCount(0, body.length()) <= LONGEST_BODY) ? body
				: body.substring(0, body.offsetByCodePoints(0, LONGEST_BODY)) + "…";
	}

}
