package io.nagare.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.directory.User;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;
import io.nagare.shared.TicketRef;

/**
 * Writes a notification as a mail: text and HTML, in the recipient's language, all mails
 * of a ticket in one thread, and under one subject for who wrote of it by mail: some mail
 * programs go by that.
 */
@Component
class MailComposer {

	static final String PARAGRAPH = """
			<p style="margin:0 0 24px;font-size:15px;line-height:1.7">%s</p>
			""";

	private final NoticeTexts texts;

	private final MailFrame frame;

	private final ObjectProvider<MailConversations> conversations;

	private final ObjectProvider<NoticeLinks> links;

	private final PersonalDataMasking masking;

	MailComposer(NoticeTexts texts, MailFrame frame, ObjectProvider<MailConversations> conversations,
			ObjectProvider<NoticeLinks> links, PersonalDataMasking masking) {
		this.masking = masking;
		this.texts = texts;
		this.frame = frame;
		this.conversations = conversations;
		this.links = links;
	}

	/**
	 * Fills the message.
	 * @throws MessagingException where the user's address is none
	 */
	MimeMessage compose(MimeMessage message, MailQueue.Mail mail, User user) throws MessagingException {
		Locale locale = NoticeTexts.locale(user.locale());
		Notification notification = mail.notification();
		Written written = written(mail, locale);
		compose(message, written, notification.id(), user, locale);
		Optional<MailConversations.Conversation> conversation = conversation(notification.ticket(), user.email());
		thread(message, notification.ticket(), conversation);
		// what is confidential is not told by the subject either, whoever wrote it
		@Nullable String subject = mail.confidential() ? null
				: conversation.map(MailConversations.Conversation::subject).orElse(null);
		if (subject != null) {
			message.setSubject(NoticeTexts.oneLine("Re: " + masked(subject) + " [" + written.number() + "]"), "UTF-8");
		}
		return message;
	}

	/**
	 * Fills the message with what stands in no thread.
	 * @throws MessagingException where the user's address is none
	 */
	MimeMessage compose(MimeMessage message, Written written, UUID id, User user, Locale locale)
			throws MessagingException {
		this.frame.address(message, MailFrame.addressOf(user.email(), user.fullName()), id.toString(),
				written.subject());
		message.setContent(this.frame.content(written.title(), plain(written, locale), written.number(),
				html(written, locale), locale));
		return message;
	}

	/**
	 * What a mail would show that nobody was told yet: where it had a link to decide,
	 * that leads to the ticket.
	 * @param number of its ticket; empty for none
	 */
	Written imagined(String kind, NoticeTexts.Text text, String number, boolean confidential, Locale locale) {
		if (confidential) {
			return hidden(kind, number, locale);
		}
		Map<String, String> open = this.frame.open(number);
		Map<String, String> links = new LinkedHashMap<>();
		if (this.links.stream().anyMatch((known) -> known.kinds().contains(kind))) {
			open.values().forEach((link) -> links.put("decide", link));
		}
		links.putAll(open);
		return new Written(number, masked(text.title()), masked(text.body()), links);
	}

	/** The mail as it looks: text and HTML. */
	Looks looks(Written written, Locale locale) {
		return new Looks(this.frame.text(plain(written, locale), locale),
				this.frame.html(written.title(), written.number(), html(written, locale), locale));
	}

	/** What of the notification a mail shows. */
	Written written(MailQueue.Mail mail, Locale locale) {
		Notification notification = mail.notification();
		String number = Optional.ofNullable(notification.ticket()).map(TicketRef::number).orElse("");
		return mail.confidential() ? hidden(notification.kind(), number, locale) : new Written(number,
				masked(notification.title()), masked(notification.body()), links(notification, number, locale));
	}

	private String masked(String text) {
		return this.masking.of(PersonalDataPlace.MAIL).masked(text);
	}

	/** Its kind and the number of its ticket. */
	private Written hidden(String kind, String number, Locale locale) {
		return new Written(number, this.texts.name(kind, locale), this.texts.around("confidential", locale),
				this.frame.open(number));
	}

	private Optional<MailConversations.Conversation> conversation(@Nullable TicketRef ticket, String address) {
		return Optional.ofNullable(this.conversations.getIfAvailable())
			.flatMap((all) -> all.of((ticket != null) ? ticket.id() : null, address));
	}

	/** All mails of a ticket stand together, below those that the recipient wrote. */
	private void thread(MimeMessage message, @Nullable TicketRef ticket,
			Optional<MailConversations.Conversation> conversation) throws MessagingException {
		@Nullable String replyTo = conversation.map(MailConversations.Conversation::replyTo).orElse(null);
		if (replyTo != null) {
			message.setReplyTo(new InternetAddress[] { new InternetAddress(replyTo, true) });
		}
		if (ticket == null) {
			return;
		}
		// nobody sent the mail of this id, and yet all that refer to it stand together
		List<String> thread = new ArrayList<>(List.of(this.frame.id("ticket-" + ticket.id())));
		conversation.ifPresent((one) -> one.answered().forEach((answered) -> thread.add("<" + answered + ">")));
		message.setHeader("In-Reply-To", thread.get(thread.size() - 1));
		message.setHeader("References", String.join("\r\n ", thread));
	}

	private String plain(Written written, Locale locale) {
		return written.title() + "\n\n" + written.body() + "\n\n" + this.frame.plainLinks(written.links(), locale);
	}

	private String html(Written written, Locale locale) {
		return PARAGRAPH.formatted(MailFrame.lines(written.body())) + this.frame.buttons(written.links(), locale);
	}

	/** Where to go, by the name of its text: what he can do at once comes first. */
	private Map<String, String> links(Notification notification, String number, Locale locale) {
		Map<String, String> links = new LinkedHashMap<>();
		this.links.stream()
			.flatMap((known) -> known.of(notification).stream())
			.findFirst()
			.ifPresent((link) -> links.put("decide", link + "?lang=" + locale.getLanguage()));
		links.putAll(this.frame.open(number));
		return links;
	}

	/** Both forms of a mail. */
	record Looks(String text, String html) {
	}

	/**
	 * A notification as a mail says it.
	 *
	 * @param number of its ticket; empty for none
	 * @param links by the names of their texts
	 */
	record Written(String number, String title, String body, Map<String, String> links) {

		String subject() {
			return this.number.isEmpty() ? this.title : "[" + this.number + "] " + this.title;
		}

	}

}
