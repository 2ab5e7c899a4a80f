package io.nagare.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.notification.MailConversations;

/**
 * Lets what people are told of a ticket stand below the mails that they wrote on it, and
 * answers come to the mailbox where those came to; of other tickets to the first one.
 */
@Component
class TicketMailConversations implements MailConversations {

	private static final Pattern ADDED = Pattern.compile("^(\\s*(re|aw|sv|antw|回复|返信)\\s*[:：])+|\\[[A-Z]{3}\\d{7,12}]",
			Pattern.CASE_INSENSITIVE);

	private final MailLog log;

	private final MailboxService mailboxes;

	TicketMailConversations(MailLog log, MailboxService mailboxes) {
		this.log = log;
		this.mailboxes = mailboxes;
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Conversation> of(@Nullable UUID ticket, String address) {
		List<Mailbox> active = this.mailboxes.active();
		if (ticket == null || active.isEmpty()) {
			return Optional.empty();
		}
		List<MailEntry> mails = this.log.of(ticket);
		Optional<UUID> used = mails.stream().map(MailEntry::mailbox).findFirst();
		Mailbox mailbox = active.stream()
			.filter((one) -> used.filter(one.id()::equals).isPresent())
			.findFirst()
			.orElse(active.get(0));
		List<MailEntry> own = mails.stream().filter((mail) -> address.equalsIgnoreCase(mail.sender())).toList();
		List<String> answered = own.stream()
			.map(MailEntry::messageId)
			.filter((id) -> id != null && id.matches("[!-;=?-~]+"))
			.map(String::valueOf)
			.toList();
		return Optional
			.of(new Conversation(mailbox.address(), answered, own.isEmpty() ? null : subject(own.get(0).subject())));
	}

	/** Without the signs of an answer and the number, which stand around it. */
	private static @Nullable String subject(String said) {
		String bare = ADDED.matcher(said).replaceAll(" ").strip();
		return bare.isEmpty() ? null : bare;
	}

}
