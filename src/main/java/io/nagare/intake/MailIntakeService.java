package io.nagare.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.intake.mime.ParsedMail;
import io.nagare.intake.mime.QuotedText;
import io.nagare.intake.mime.SenderCheck;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;
import io.nagare.shared.Texts;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.Ticket;

/**
 * Makes of a mail what it is: a ticket, an answer or a note, as its sender, with the
 * rights that he has. What becomes of it is written down in the same transaction, under
 * the mail's own id, so that it happens once however often the mail comes.
 */
@Component
public class MailIntakeService {

	private static final Logger LOG = LoggerFactory.getLogger(MailIntakeService.class);

	private static final int MOST_ATTEMPTS = 5;

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private static final String THREAD = "ticket-";

	private static final Pattern UUIDS = Pattern
		.compile("(?:ticket-)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@.*");

	private static final Pattern NUMBER = Pattern.compile("(?<![A-Z0-9])[A-Z]{3}\\d{7,12}(?![A-Z0-9])");

	private final MailLog log;

	private final MailTickets tickets;

	private final MailboxService mailboxes;

	private final DirectoryQueries directory;

	private final Callers callers;

	private final Notifications notifications;

	private final TenantLocks locks;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	MailIntakeService(MailLog log, MailTickets tickets, MailboxService mailboxes, DirectoryQueries directory,
			Callers callers, Notifications notifications, TenantLocks locks, PlatformTransactionManager transactions,
			ApplicationEventPublisher events, Clock clock) {
		this.log = log;
		this.tickets = tickets;
		this.mailboxes = mailboxes;
		this.directory = directory;
		this.callers = callers;
		this.notifications = notifications;
		this.locks = locks;
		this.transaction = new TransactionTemplate(transactions);
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Takes a mail of the bound tenant's mailbox. Afterwards it is known what became of
	 * it, or it waits to be tried again.
	 */
	public void take(Mailbox mailbox, RawMail raw) {
		MailEntry entry = entry(mailbox, raw);
		try {
			if (raw.unreadable() != null) {
				write(mailbox, entry.became(MailEntry.HELD, raw.unreadable(), null, null));
				return;
			}
			take(mailbox, raw.mail(), entry);
		}
		catch (Refusal refusal) {
			write(mailbox, entry.became(MailEntry.HELD, "refused", said(refusal), null));
		}
		catch (RuntimeException ex) {
			int attempts = inTransaction(() -> this.log.postpone(mailbox.id(), raw.validity(), raw.uid(), PAUSE));
			LOG.warn("Mail {} of mailbox {} was not taken, attempt {}", raw.uid(), mailbox.id(), attempts, ex);
			if (attempts >= MOST_ATTEMPTS) {
				write(mailbox, entry.became(MailEntry.HELD, "failed", null, null));
			}
		}
	}

	private static String said(Refusal refusal) {
		return refusal.kind() + refusal.details()
			.stream()
			.map((detail) -> " " + detail.field() + ": " + detail.code())
			.reduce("", String::concat);
	}

	private static MailEntry entry(Mailbox mailbox, RawMail raw) {
		ParsedMail mail = raw.mail();
		@Nullable String id = mail.messageId();
		return new MailEntry(UUID.randomUUID(), mailbox.id(), hash((id != null) ? id : "no id " + raw.hash()), id,
				raw.validity(), raw.uid(), mail.sender(), mail.subject(), raw.size(),
				hash(mail.subject() + "\n" + mail.text()), MailEntry.HELD, null, null, null, null);
	}

	private void take(Mailbox mailbox, ParsedMail mail, MailEntry entry) {
		Optional<User> sender = inTransaction(
				() -> Optional.ofNullable(mail.sender()).flatMap(this.directory::userByEmail).filter(User::isActive));
		Optional<Caller> caller = sender.map(User::id)
			.or(() -> mailbox.unknownSenders().equals(Mailbox.REPORT_AS) ? mailbox.reportAs() : Optional.empty())
			.flatMap(this.callers::byId)
			.filter((one) -> mailbox.tenant().equals((one.tenant() != null) ? one.tenant().id() : null));
		as(caller.orElse(null), () -> inTransaction(() -> {
			this.locks.take("mail " + entry.key());
			Optional<MailEntry> before = this.log.find(mailbox.id(), entry.key());
			if (before.filter((one) -> !one.outcome().equals(MailEntry.HELD)).isPresent()) {
				this.log.done(mailbox.id(), entry.validity(), entry.uid());
				return false;
			}
			MailEntry became = decide(mailbox, mail, entry, sender.isPresent(), caller.isPresent());
			write(mailbox, became);
			return true;
		}));
	}

	private MailEntry decide(Mailbox mailbox, ParsedMail mail, MailEntry entry, boolean known, boolean mayReport) {
		@Nullable String sender = mail.sender();
		if (sender == null) {
			return entry.became(MailEntry.HELD, "no_sender", null, null);
		}
		if (this.mailboxes.active().stream().anyMatch((one) -> one.address().equalsIgnoreCase(sender))) {
			return entry.became(MailEntry.IGNORED, "own", null, null);
		}
		Optional<String> machine = mail.machine();
		if (machine.isPresent() && (isNeverTaken(machine.get()) || mailbox.machines().equals(Mailbox.IGNORE))) {
			return entry.became(MailEntry.IGNORED, machine.get(), null, null);
		}
		if (!mailbox.senderCheck().equals(Mailbox.UNCHECKED)
				&& !SenderCheck.passes(mail, mailbox.authservId().orElse(""), mailbox.senderCheck().equals("dmarc"))) {
			return entry.became(MailEntry.HELD, "not_authenticated", null, null);
		}
		if (!mayReport) {
			return mailbox.unknownSenders().equals(Mailbox.IGNORE)
					? entry.became(MailEntry.IGNORED, "unknown_sender", null, null)
					: entry.became(MailEntry.HELD, "unknown_sender", null, null);
		}
		@Nullable String id = mail.messageId();
		Optional<TicketRef> elsewhere = (id != null) ? this.log.elsewhere(mailbox.id(), id) : Optional.empty();
		if (elsewhere.isPresent()) {
			return entry.became(MailEntry.DUPLICATE, "other_mailbox", null, elsewhere.get());
		}
		Optional<Ticket> ticket = known ? conversation(mail) : Optional.empty();
		if (ticket.isPresent() && !ticket.get().phase().isFinal()) {
			return answer(mailbox, mail, entry, ticket.get());
		}
		return report(mailbox, mail, entry, known && machine.isEmpty(), ticket.orElse(null));
	}

	/** Whoever answers them is answered, without end. */
	private static boolean isNeverTaken(String machine) {
		return machine.equals("delivery_report") || machine.equals("loop");
	}

	/**
	 * The ticket that the mail is about, as far as its sender may read it: by the mails
	 * that it answers, the nearest first, and by the number in its subject.
	 */
	private Optional<Ticket> conversation(ParsedMail mail) {
		List<String> references = new ArrayList<>(mail.references());
		Collections.reverse(references);
		for (String reference : references) {
			Optional<Ticket> ticket = ticketOf(reference).flatMap(this.tickets::readable);
			if (ticket.isPresent()) {
				return ticket;
			}
		}
		Matcher number = NUMBER.matcher(Normalizer.normalize(mail.subject(), Normalizer.Form.NFKC));
		return number.find() ? this.tickets.readable(number.group()) : Optional.empty();
	}

	private Optional<UUID> ticketOf(String reference) {
		Matcher own = UUIDS.matcher(reference);
		if (own.matches()) {
			UUID id = UUID.fromString(own.group(1));
			return reference.startsWith(THREAD) ? Optional.of(id) : this.notifications.ticketOf(id);
		}
		return this.log.ticketOf(reference).map(TicketRef::id);
	}

	private MailEntry answer(Mailbox mailbox, ParsedMail mail, MailEntry entry, Ticket ticket) {
		QuotedText text = QuotedText.of(mail.text());
		boolean byReporter = this.tickets.isReporter(ticket);
		boolean note = !byReporter && this.tickets.isByAgent();
		this.tickets.answer(ticket.id(), text.shown(), !note || mailbox.agentNotes().equals("public"), mail.files());
		return taken(entry.became(note ? MailEntry.NOTE : MailEntry.ANSWER, null, null, ticket.ref()));
	}

	/**
	 * @param answered whether a person is told that it was taken
	 * @param former the ticket, over by now, that the mail answers; null for none
	 */
	private MailEntry report(Mailbox mailbox, ParsedMail mail, MailEntry entry, boolean answered,
			@Nullable Ticket former) {
		String sender = String.valueOf(entry.sender());
		Optional<TicketRef> same = this.log.saidBefore(sender, String.valueOf(entry.contentHash()));
		if (same.isPresent()) {
			return entry.became(MailEntry.DUPLICATE, "said_before", null, same.get());
		}
		if (this.log.ticketsOf(sender) >= mailbox.ticketsPerSender()) {
			return entry.became(MailEntry.HELD, "storm", null, null);
		}
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("priority", mailbox.priority());
		mailbox.category().ifPresent((category) -> fields.put("category_id", category));
		boolean own = this.tickets.isCaller(sender);
		String head = own ? "" : Texts.both("mail.from", (mail.senderName() + " <" + sender + ">").strip()) + "\n\n";
		Ticket ticket = this.tickets.report(mailbox.kind(), mail, head, fields);
		if (former != null) {
			this.tickets.relate(ticket.id(), former.id());
		}
		if (answered) {
			this.notifications.tell(Notice.of("mail.taken", ticket.title())
				.to(ticket.reporter())
				.about(ticket.ref())
				.confidential(ticket.isConfidential())
				.evenToTheActor());
		}
		return taken(entry.became(MailEntry.TICKET, null, null, ticket.ref()));
	}

	private MailEntry taken(MailEntry entry) {
		this.events.publishEvent(MailAuditEvent.taken(entry));
		return entry;
	}

	private void write(Mailbox mailbox, MailEntry entry) {
		inTransaction(() -> {
			this.log.write(entry);
			this.log.done(mailbox.id(), entry.validity(), entry.uid());
			if (entry.outcome().equals(MailEntry.HELD)) {
				tellHeld(mailbox, entry);
			}
			return true;
		});
	}

	/** Once a day and reason: a list tells of each. */
	private void tellHeld(Mailbox mailbox, MailEntry entry) {
		String reason = String.valueOf(entry.reason());
		this.notifications.tell(Notice
			.of("mail.held", entry.subject().isEmpty() ? "-" : entry.subject(), mailbox.name(),
					(entry.sender() != null) ? entry.sender() : "-", Texts.label("mail.reason." + reason))
			.to(this.directory.withRoles(List.of(Roles.ADMIN)).stream().map(User::id).toList())
			.once(mailbox.id() + " " + reason + " " + LocalDate.now(this.clock))
			.evenToTheActor());
	}

	private <T> T inTransaction(Supplier<T> work) {
		T result = this.transaction.execute((status) -> work.get());
		if (result == null) {
			throw new IllegalStateException("The work gave no result");
		}
		return result;
	}

	private static void as(@Nullable Caller caller, Runnable work) {
		SecurityContext former = SecurityContextHolder.getContext();
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		if (caller != null) {
			context.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(caller, null, AuthorityUtils.NO_AUTHORITIES));
		}
		SecurityContextHolder.setContext(context);
		try {
			work.run();
		}
		finally {
			SecurityContextHolder.setContext(former);
		}
	}

	static String hash(String text) {
		return hash(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
	}

	static String hash(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
