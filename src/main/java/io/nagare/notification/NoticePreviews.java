package io.nagare.notification;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;

/**
 * Shows an owner how the mail of a kind would read, of a ticket that he may read, and
 * sends it to himself and nobody else.
 */
@Component
public class NoticePreviews {

	private static final Logger LOG = LoggerFactory.getLogger(NoticePreviews.class);

	private final NoticeTextService wordings;

	private final NoticedTickets tickets;

	private final MailComposer composer;

	private final MailServer server;

	private final CurrentCaller callers;

	private final DirectoryQueries people;

	private final ApplicationEventPublisher events;

	NoticePreviews(NoticeTextService wordings, NoticedTickets tickets, MailComposer composer, MailServer server,
			CurrentCaller callers, DirectoryQueries people, ApplicationEventPublisher events) {
		this.wordings = wordings;
		this.tickets = tickets;
		this.composer = composer;
		this.server = server;
		this.callers = callers;
		this.people = people;
		this.events = events;
	}

	/**
	 * How the mail would read in both languages.
	 * @param draft texts that are not kept yet; a language without one reads as it is
	 * kept
	 * @param ticket id or number; null for samples alone
	 * @throws Refusal NOT_FOUND where there is no such kind, VALIDATION_FAILED naming
	 * each field that is wrong
	 */
	public Previews preview(String kind, NoticeTextFields draft, @Nullable String ticket) {
		return new Previews(preview(kind, draft, ticket, "ja"), preview(kind, draft, ticket, "en"));
	}

	private Preview preview(String kind, NoticeTextFields draft, @Nullable String ticket, String language) {
		Locale locale = NoticeTexts.locale(language);
		MailComposer.Written written = written(kind, draft, ticket, language);
		MailComposer.Looks looks = this.composer.looks(written, locale);
		return new Preview(NoticeTexts.oneLine(written.subject()), looks.text(), looks.html());
	}

	private MailComposer.Written written(String kind, NoticeTextFields draft, @Nullable String ticket,
			String language) {
		NoticedTickets.@Nullable Subject subject = (ticket != null) ? this.tickets.subject(ticket) : null;
		NoticeTexts.Text text = this.wordings.text(kind, draft, (subject != null) ? subject.values() : Map.of(),
				language);
		return this.composer.imagined(kind, text, (subject != null) ? subject.ticket().number() : "",
				subject != null && subject.confidential(), NoticeTexts.locale(language));
	}

	/**
	 * Mails it to the caller.
	 * @throws Refusal as for a preview; CONFLICT where there is no mail server, or it
	 * does not take the mail
	 */
	public void send(String kind, NoticeTextFields draft, @Nullable String ticket, String language) {
		MailComposer.Written written = written(kind, draft, ticket, language);
		if (!this.server.isOn()) {
			throw Refusal.conflict(null, "no_mail_server");
		}
		User me = this.people.user(this.callers.requireMember().userId()).orElseThrow(Refusal::notFound);
		try {
			this.server.send(this.composer.compose(this.server.newMessage(), written, UUID.randomUUID(), me,
					NoticeTexts.locale(language)));
		}
		catch (MessagingException | MailException ex) {
			LOG.warn("The test of a notice is not mailed", ex);
			throw Refusal.conflict(null, "mail_not_taken");
		}
		this.events.publishEvent(new Tested(kind, language));
	}

	/** A mail in both languages. */
	@Schema(name = "NotificationPreviews")
	public record Previews(Preview ja, Preview en) {
	}

	/**
	 * A mail as it looks.
	 *
	 * @param html a page of its own, without scripts
	 */
	@Schema(name = "NotificationPreview")
	public record Preview(String subject, String text, String html) {
	}

	private record Tested(String kind, String language) implements AuditableEvent {

		@Override
		public String action() {
			return "notice_text.tested";
		}

		@Override
		public String entityType() {
			return "notice_text";
		}

		@Override
		public @Nullable String entityId() {
			return this.kind;
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("language", this.language);
		}

	}

}
