package io.nagare.notification;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.util.HtmlUtils;

import io.nagare.directory.User;
import io.nagare.shared.TicketRef;

/**
 * Writes a notification as a mail: text and HTML, in the recipient's language, all mails
 * of a ticket in one thread.
 */
@Component
class MailComposer {

	private static final String UTF_8 = StandardCharsets.UTF_8.name();

	/** Old mail programs know no style sheets, only styles at each element. */
	private static final String HTML = """
			<!DOCTYPE html>
			<html lang="%s"><head><meta charset="UTF-8"><title>%s</title></head>
			<body style="margin:0;padding:24px;background:#f4f5f7;font-family:sans-serif;color:#1f2430">
			<div style="max-width:600px;margin:0 auto;background:#ffffff;border-radius:8px;padding:32px">
			<p style="margin:0 0 8px;font-size:13px;color:#6b7280">%s</p>
			<h1 style="margin:0 0 20px;font-size:20px;line-height:1.4">%s</h1>
			<p style="margin:0 0 24px;font-size:15px;line-height:1.7">%s</p>
			%s</div>
			<p style="max-width:600px;margin:16px auto 0;font-size:12px;color:#6b7280">%s</p>
			</body></html>
			""";

	private static final String BUTTON = """
			<p style="margin:0 0 12px"><a href="%s" style="display:inline-block;padding:10px 20px;border-radius:6px;\
			background:#1d4ed8;color:#ffffff;text-decoration:none;font-size:15px">%s</a></p>
			""";

	private final NoticeTexts texts;

	private final @Nullable InternetAddress from;

	private final String publicUrl;

	private final ObjectProvider<MailConversations> conversations;

	private final ObjectProvider<NoticeLinks> links;

	/**
	 * @param publicUrl where people open Nagare; empty for mails without links
	 */
	MailComposer(NoticeTexts texts, MailServer server, MailSettings settings,
			@Value("${nagare.public-url:}") String publicUrl, ObjectProvider<MailConversations> conversations,
			ObjectProvider<NoticeLinks> links) {
		this.texts = texts;
		this.links = links;
		this.conversations = conversations;
		this.from = server.isOn() ? sender(settings.from()) : null;
		this.publicUrl = StringUtils.trimTrailingCharacter(publicUrl, '/');
	}

	private static InternetAddress sender(@Nullable String from) {
		try {
			return new InternetAddress((from != null) ? from : "", true);
		}
		catch (AddressException ex) {
			throw new IllegalStateException("nagare.mail.from must name the sender where spring.mail.host is set", ex);
		}
	}

	/**
	 * Fills the message.
	 * @throws MessagingException where the user's address is none
	 */
	MimeMessage compose(MimeMessage message, MailQueue.Mail mail, User user) throws MessagingException {
		Locale locale = NoticeTexts.locale(user.locale());
		Notification notification = mail.notification();
		String title = mail.confidential() ? this.texts.name(notification.kind(), locale) : notification.title();
		String body = mail.confidential() ? this.texts.around("confidential", locale) : notification.body();
		String number = Optional.ofNullable(notification.ticket()).map(TicketRef::number).orElse("");
		message.setFrom(this.from);
		message.setRecipient(Message.RecipientType.TO, address(user));
		message.setSubject(NoticeTexts.oneLine(number.isEmpty() ? title : "[" + number + "] " + title), UTF_8);
		message.setHeader("Auto-Submitted", "auto-generated");
		message.setHeader("Message-ID", id(notification.id().toString()));
		thread(message, notification.ticket(), user.email());
		Map<String, String> links = mail.confidential() ? open(number) : links(notification, number, locale);
		message.setContent(new MimeMultipart("alternative", plain(title, body, links, locale),
				html(title, body, number, links, locale)));
		return message;
	}

	/** All mails of a ticket stand together, below those that the recipient wrote. */
	private void thread(MimeMessage message, @Nullable TicketRef ticket, String address) throws MessagingException {
		Optional<MailConversations.Conversation> conversation = Optional.ofNullable(this.conversations.getIfAvailable())
			.flatMap((all) -> all.of((ticket != null) ? ticket.id() : null, address));
		@Nullable String replyTo = conversation.map(MailConversations.Conversation::replyTo).orElse(null);
		if (replyTo != null) {
			message.setReplyTo(new InternetAddress[] { new InternetAddress(replyTo, true) });
		}
		if (ticket == null) {
			return;
		}
		// nobody sent the mail of this id, and yet all that refer to it stand together
		List<String> thread = new ArrayList<>(List.of(id("ticket-" + ticket.id())));
		conversation.ifPresent((one) -> one.answered().forEach((answered) -> thread.add("<" + answered + ">")));
		message.setHeader("In-Reply-To", thread.get(thread.size() - 1));
		message.setHeader("References", String.join("\r\n ", thread));
	}

	private static InternetAddress address(User user) throws MessagingException {
		InternetAddress address = new InternetAddress(user.email(), true);
		try {
			address.setPersonal(NoticeTexts.oneLine(user.fullName()), UTF_8);
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
		return address;
	}

	private String id(String left) {
		String address = (this.from != null) ? this.from.getAddress() : "";
		return "<" + left + address.substring(Math.max(0, address.indexOf('@'))) + ">";
	}

	private MimeBodyPart plain(String title, String body, Map<String, String> links, Locale locale)
			throws MessagingException {
		StringBuilder text = new StringBuilder(title).append("\n\n").append(body).append("\n\n");
		links.forEach(
				(what, link) -> text.append(this.texts.around(what, locale)).append('\n').append(link).append("\n\n"));
		text.append("-- \n").append(this.texts.around("footer", locale)).append('\n');
		MimeBodyPart part = new MimeBodyPart();
		part.setText(text.toString(), UTF_8);
		return part;
	}

	private MimeBodyPart html(String title, String body, String number, Map<String, String> links, Locale locale)
			throws MessagingException {
		StringBuilder buttons = new StringBuilder();
		links.forEach((what, link) -> buttons
			.append(BUTTON.formatted(escaped(link), escaped(this.texts.around(what, locale)))));
		MimeBodyPart part = new MimeBodyPart();
		part.setContent(
				HTML.formatted(locale.getLanguage(), escaped(title), escaped(number), escaped(title),
						escaped(body).replace("\n", "<br>\n"), buttons, escaped(this.texts.around("footer", locale))),
				"text/html; charset=UTF-8");
		return part;
	}

	/** Where to go, by the name of its text: what he can do at once comes first. */
	private Map<String, String> links(Notification notification, String number, Locale locale) {
		Map<String, String> links = new LinkedHashMap<>();
		this.links.stream()
			.flatMap((known) -> known.of(notification).stream())
			.findFirst()
			.ifPresent((link) -> links.put("decide", link + "?lang=" + locale.getLanguage()));
		links.putAll(open(number));
		return links;
	}

	/** Agents come to their task, everybody else to a page of the ticket. */
	private Map<String, String> open(String number) {
		return (this.publicUrl.isEmpty() || number.isEmpty()) ? Map.of()
				: Map.of("open", this.publicUrl + "/tickets/" + number);
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, UTF_8);
	}

}
