package io.nagare.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.User;
import io.nagare.intake.mime.ParsedMail;
import io.nagare.intake.mime.QuotedText;
import io.nagare.intake.mime.SenderCheck;
import io.nagare.shared.Excerpt;
import io.nagare.shared.Refusal;
import io.nagare.shared.Sha256;
import io.nagare.shared.TenantLocks;
import io.nagare.shared.TicketRef;
import io.nagare.shared.Transactions;
import io.nagare.ticket.Ticket;

/**
 * Makes of a mail what it is: a ticket, an answer or a note, as its sender, with the
 * rights that he has. What becomes of it is written down in the same transaction, under
 * the mail's own id, so that it happens once however often the mail comes.
 */
@Component
public class MailIntakeService {

	/** Of a longer date, its beginning. */
	private static final int LONGEST_DATE = 100;

	private static final Logger LOG = LoggerFactory.getLogger(MailIntakeService.class);

	private static final int MOST_ATTEMPTS = 5;

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final MailLog log;

	private final MailTickets tickets;

	private final MailSenders senders;

	private final TicketOfMail conversation;

	private final MailOutcomes outcomes;

	private final TenantLocks locks;

	private final Transactions transactions;

	MailIntakeService(MailLog log, MailTickets tickets, MailSenders senders, TicketOfMail conversation,
			MailOutcomes outcomes, TenantLocks locks, PlatformTransactionManager transactions) {
		this.log = log;
		this.tickets = tickets;
		this.senders = senders;
		this.conversation = conversation;
		this.outcomes = outcomes;
		this.locks = locks;
		this.transactions = new Transactions(transactions);
	}

	/**
	 * Takes a mail of the bound tenant's mailbox. Afterwards it is known what became of
	 * it, or it waits to be tried again.
	 */
	public void take(Mailbox mailbox, RawMail raw) {
		ParsedMail kept = this.log.asKept(raw.mail());
		MailEntry entry = toldApart(entry(mailbox, raw, kept.subject()), raw);
		try {
			if (raw.unreadable() != null) {
				this.outcomes.write(mailbox, entry.became(MailEntry.HELD, raw.unreadable(), null, null));
				return;
			}
			take(mailbox, raw, kept, entry);
		}
		catch (Refusal refusal) {
			this.outcomes.write(mailbox, entry.became(MailEntry.HELD, "refused", said(refusal), null));
		}
		catch (RuntimeException | StackOverflowError ex) {
			int attempts = this.transactions
				.get(() -> this.log.postpone(mailbox.id(), raw.validity(), raw.uid(), PAUSE));
			LOG.warn("Mail {} of mailbox {} was not taken, attempt {}", raw.uid(), mailbox.id(), attempts, ex);
			if (attempts >= MOST_ATTEMPTS) {
				this.outcomes.write(mailbox, entry.became(MailEntry.HELD, "failed", null, null));
			}
		}
	}

	private static String said(Refusal refusal) {
		return refusal.kind() + refusal.details()
			.stream()
			.map((detail) -> " " + detail.field() + ": " + detail.code())
			.reduce("", String::concat);
	}

	private static MailEntry entry(Mailbox mailbox, RawMail raw, String subject) {
		ParsedMail mail = raw.mail();
		@Nullable String id = mail.messageId();
		return new MailEntry(UUID.randomUUID(), mailbox.id(), Sha256.hex((id != null) ? id : "no id " + raw.hash()), id,
				raw.validity(), raw.uid(), mail.sender(), subject, date(mail), raw.size(), contentHash(mail),
				MailEntry.HELD, null, null, null, null);
	}

	private static @Nullable String date(ParsedMail mail) {
		String said = mail.headers().plain("Date");
		return said.isEmpty() ? null : Excerpt.of(said, LONGEST_DATE);
	}

	/** What is attached is said too. */
	private static String contentHash(ParsedMail mail) {
		StringBuilder said = new StringBuilder(mail.subject()).append('\n').append(mail.text());
		mail.files()
			.forEach((file) -> said.append('\n').append(file.name()).append('\n').append(Sha256.hex(file.content())));
		return Sha256.hex(said.toString());
	}

	/**
	 * A mail that says something else under the id of another is known by all its bytes:
	 * some programs give all their mails one id.
	 */
	private MailEntry toldApart(MailEntry entry, RawMail raw) {
		return this.log.find(entry.mailbox(), entry.key())
			.filter((before) -> !before.isAt(entry) && before.contentHash() != null
					&& !Objects.equals(before.contentHash(), entry.contentHash())
					&& !(before.isPassedOn(entry) && !before.outcome().equals(MailEntry.IGNORED)))
			.map((before) -> copy(entry, raw))
			.orElse(entry);
	}

	private static MailEntry copy(MailEntry entry, RawMail raw) {
		return entry.knownBy(Sha256.hex(entry.key() + raw.hash()));
	}

	private void take(Mailbox mailbox, RawMail raw, ParsedMail mail, MailEntry entry) {
		Optional<User> sender = this.senders.known(mail);
		Optional<Caller> caller = this.senders.caller(mailbox, sender);
		CurrentCaller.during(caller.orElse(null), () -> this.transactions.get(() -> {
			this.locks.take("mail " + entry.key());
			Optional<MailEntry> before = this.log.find(mailbox.id(), entry.key());
			if (before.filter((one) -> !one.outcome().equals(MailEntry.HELD)).isPresent()) {
				again(mailbox, before.get(), entry, raw);
				return false;
			}
			// whoever has it taken once more has looked at it himself
			boolean released = before
				.filter((one) -> one.isAt(entry) && ParsedMail.PERHAPS_MACHINE.equals(one.reason()))
				.isPresent();
			this.outcomes.write(mailbox,
					decide(mailbox, mail, entry, sender.isPresent(), caller.isPresent(), released));
			return true;
		}));
	}

	/** It lies there twice, or the server numbers its mails anew. */
	private void again(Mailbox mailbox, MailEntry before, MailEntry entry, RawMail raw) {
		if (before.isAt(entry)) {
			this.log.done(mailbox.id(), entry.validity(), entry.uid());
		}
		else if (before.validity() != entry.validity()) {
			this.log.renumber(before.id(), entry.validity(), entry.uid());
			this.log.done(mailbox.id(), entry.validity(), entry.uid());
		}
		else {
			this.outcomes.write(mailbox,
					copy(entry, raw).became(MailEntry.DUPLICATE, "came_before", null, before.ticket()));
		}
	}

	private MailEntry decide(Mailbox mailbox, ParsedMail mail, MailEntry entry, boolean known, boolean mayReport,
			boolean released) {
		@Nullable String sender = mail.sender();
		if (sender == null) {
			return entry.became(MailEntry.HELD, mail.isSenderAmbiguous() ? "ambiguous_sender" : "no_sender", null,
					null);
		}
		if (this.senders.isOwn(sender)) {
			return entry.became(MailEntry.IGNORED, "own", null, null);
		}
		Optional<String> machine = mail.machine();
		boolean perhaps = machine.filter(ParsedMail.PERHAPS_MACHINE::equals).isPresent();
		boolean passedOn = known && mail.isPassedOnByList();
		if (machine.isPresent() && !passedOn && !(perhaps && released)
				&& (isNeverTaken(machine.get()) || mailbox.machines().equals(Mailbox.IGNORE))) {
			return entry.became(perhaps ? MailEntry.HELD : MailEntry.IGNORED, machine.get(), null, null);
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
		Optional<Ticket> ticket = this.conversation.find(mail)
			.filter((found) -> known || this.log.isOpenedBy(found.id(), sender));
		if (ticket.isPresent() && !ticket.get().phase().isFinal()) {
			return answer(mailbox, mail, entry, ticket.get(), known);
		}
		return report(mailbox, mail, entry, known, ticket.orElse(null));
	}

	/** Whoever answers them is answered, without end. */
	private static boolean isNeverTaken(String machine) {
		return machine.equals("delivery_report") || machine.equals("loop");
	}

	private MailEntry answer(Mailbox mailbox, ParsedMail mail, MailEntry entry, Ticket ticket, boolean known) {
		if (this.senders.answersTooMuch(ticket.id(), String.valueOf(entry.sender()))) {
			return entry.became(MailEntry.HELD, "storm", null, ticket.ref());
		}
		QuotedText text = QuotedText.of(mail.text());
		boolean byReporter = this.tickets.isReporter(ticket);
		boolean note = !byReporter && this.tickets.isByAgent();
		this.tickets.answer(ticket.id(), this.tickets.head(mail, known ? null : entry.sender()), text.shown(),
				!note || mailbox.speaksPublicly(), mail.files());
		if (known) {
			this.conversation.tellWhereToDecide(mail, ticket, this.tickets.sender());
		}
		return this.outcomes.taken(entry.became(note ? MailEntry.NOTE : MailEntry.ANSWER, null, null, ticket.ref()));
	}

	/**
	 * @param known whether its sender reports himself; a person is told that it was taken
	 * @param former the ticket, over by now, that the mail answers; null for none
	 */
	private MailEntry report(Mailbox mailbox, ParsedMail mail, MailEntry entry, boolean known,
			@Nullable Ticket former) {
		String sender = String.valueOf(entry.sender());
		Optional<TicketRef> same = this.log.saidBefore(sender, String.valueOf(entry.contentHash()));
		if (same.isPresent()) {
			return entry.became(MailEntry.DUPLICATE, "said_before", null, same.get());
		}
		if (this.log.ticketsOf(sender) >= mailbox.ticketsPerSender()) {
			return entry.became(MailEntry.HELD, "storm", null, null);
		}
		if (this.senders.isFull(mailbox)) {
			return entry.became(MailEntry.HELD, "storm_of_mailbox", null, null);
		}
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("priority", mailbox.priority());
		mailbox.category().ifPresent((category) -> fields.put("category_id", category));
		Ticket ticket = this.tickets.report(mailbox, mail, known ? null : sender, fields);
		if (former != null) {
			this.tickets.relate(ticket.id(), former.id());
		}
		if (known && mail.machine().isEmpty()) {
			this.outcomes.tellTaken(ticket);
		}
		return this.outcomes.taken(entry.became(MailEntry.TICKET, null, null, ticket.ref()));
	}

}
