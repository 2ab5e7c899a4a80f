package io.nagare.intake.imap;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.intake.IntakeSettings;
import io.nagare.intake.MailEntry;
import io.nagare.intake.MailIntakeService;
import io.nagare.intake.MailLog;
import io.nagare.intake.MailServerSettings;
import io.nagare.intake.Mailbox;
import io.nagare.intake.MailboxService;
import io.nagare.intake.MailboxState;
import io.nagare.intake.RawMail;
import io.nagare.shared.PublicAddresses;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/**
 * Reads a mailbox of the bound tenant. Which mails are new is written down first, and a
 * mail is marked, or moved, only after it is written down what became of it: whatever
 * fails in between happens again, and then nothing happens twice.
 */
@Component
public class MailboxReader {

	private static final int AT_A_TIME = 50;

	/** A node may end by other things, but not three times with the same mail. */
	private static final int MOST_BEGUN = 3;

	/** So many mailboxes of a tenant are checked at once; each holds a thread. */
	private static final int CHECKS = 2;

	/** A mail is found so long after it came at most, but for a server that is away. */
	private static final Duration ON_THE_WAY = Duration.ofDays(1);

	private final MailboxService mailboxes;

	private final MailLog log;

	private final MailIntakeService intake;

	private final AccessTokenService tokens;

	private final IntakeSettings settings;

	private final PublicAddresses addresses;

	private final Map<UUID, Semaphore> checks = new ConcurrentHashMap<>();

	MailboxReader(MailboxService mailboxes, MailLog log, MailIntakeService intake, AccessTokenService tokens,
			IntakeSettings settings, MailServerSettings servers) {
		this.mailboxes = mailboxes;
		this.log = log;
		this.intake = intake;
		this.tokens = tokens;
		this.settings = settings;
		this.addresses = servers.addresses();
	}

	ImapConnection open(Mailbox mailbox) throws MessagingException, IOException {
		return open(mailbox, null);
	}

	private ImapConnection open(Mailbox mailbox, @Nullable Duration within) throws MessagingException, IOException {
		boolean byToken = mailbox.auth().equals(Mailbox.OAUTH);
		try {
			return ImapConnection.open(mailbox,
					byToken ? this.tokens.token(mailbox)
							: Optional.ofNullable(this.mailboxes.secrets(mailbox).password()).orElse(""),
					this.settings, this.addresses, within);
		}
		catch (AuthenticationFailedException ex) {
			this.tokens.forget(mailbox.id());
			throw ex;
		}
	}

	/**
	 * Opens the mailbox, takes what is there and closes it.
	 * @return how many mails were looked at
	 * @throws MessagingException where its server does not work
	 */
	public int readOnce(Mailbox mailbox) throws MessagingException, IOException {
		try (ImapConnection connection = open(mailbox)) {
			return read(mailbox, connection, () -> true);
		}
	}

	/**
	 * Opens the mailbox and says how many mails nobody has read. Somebody waits for it: a
	 * server that takes long is not waited for.
	 * @throws Refusal RATE_LIMITED where as many as may be are opened for the tenant
	 * already
	 */
	public int unread(Mailbox mailbox) throws MessagingException, IOException {
		Semaphore places = this.checks.computeIfAbsent(Tenancy.require().id(), (tenant) -> new Semaphore(CHECKS));
		if (!places.tryAcquire()) {
			throw Refusal.rateLimited(this.settings.connectTimeout().toSeconds());
		}
		try (ImapConnection connection = open(mailbox, this.settings.connectTimeout().multipliedBy(2))) {
			return connection.unread().size();
		}
		finally {
			places.release();
		}
	}

	int read(Mailbox mailbox, ImapConnection connection, BooleanSupplier goOn) throws MessagingException, IOException {
		UUID id = mailbox.id();
		long validity = connection.validity();
		look(id, connection, validity);
		int looked = 0;
		Optional<MessagingException> unfiled = tryToFile(mailbox, connection, validity);
		while (goOn.getAsBoolean()) {
			List<Long> waiting = this.log.waiting(id, validity, AT_A_TIME);
			if (waiting.isEmpty()) {
				break;
			}
			Set<Long> gone = new HashSet<>(waiting);
			for (IMAPMessage message : connection.find(waiting)) {
				try {
					Optional<RawMail> mail = read(id, connection, validity, message);
					if (mail.isPresent()) {
						gone.remove(mail.get().uid());
						this.intake.take(mailbox, mail.get());
						looked++;
					}
				}
				finally {
					connection.taken();
				}
			}
			gone.forEach((uid) -> this.log.done(id, validity, uid));
			if (unfiled.isEmpty()) {
				unfiled = tryToFile(mailbox, connection, validity);
			}
		}
		if (unfiled.isPresent()) {
			throw new UnfiledMailsException(unfiled.get());
		}
		return looked;
	}

	/** A mail that was begun often and ended each node is not begun again. */
	private Optional<RawMail> read(UUID id, ImapConnection connection, long validity, IMAPMessage message)
			throws MessagingException, IOException {
		long uid = connection.uid(message);
		if (this.log.begin(id, validity, uid) > MOST_BEGUN) {
			return connection.readHeader(message);
		}
		try {
			return connection.read(message);
		}
		catch (MessagingException | IOException ex) {
			this.log.notItsFault(id, validity, uid);
			throw ex;
		}
	}

	/**
	 * Shows in the mailbox what became of its mails. A folder that takes none keeps no
	 * mail from becoming a ticket; that it does not is told once all are taken.
	 */
	private Optional<MessagingException> tryToFile(Mailbox mailbox, ImapConnection connection, long validity)
			throws MessagingException {
		try {
			file(mailbox, connection, validity);
			return Optional.empty();
		}
		catch (FolderClosedException | StoreClosedException ex) {
			throw ex;
		}
		catch (MessagingException ex) {
			return Optional.of(ex);
		}
	}

	/**
	 * At the first time, those that nobody has read; then those that came since. Where
	 * the server numbers its mails anew, also those among which one waits that somebody
	 * may have read meanwhile; what was taken already is told by its own id.
	 */
	private void look(UUID id, ImapConnection connection, long validity) throws MessagingException {
		MailboxState state = this.log.state(id);
		Long known = state.validity();
		long last = connection.lastUid();
		if (known == null || known != validity) {
			Set<Long> found = new LinkedHashSet<>(connection.unread());
			if (known != null) {
				Optional<Instant> since = this.log.waitingSince(id);
				if (since.isPresent()) {
					found.addAll(connection.since(since.get().minus(ON_THE_WAY)));
				}
			}
			this.log.found(id, validity, found, last);
			return;
		}
		List<Long> found = connection.after(state.lastUid());
		long highest = found.stream().mapToLong(Long::longValue).max().orElse(state.lastUid());
		this.log.found(id, validity, found, Math.max(highest, state.lastUid()));
	}

	private void file(Mailbox mailbox, ImapConnection connection, long validity) throws MessagingException {
		for (List<MailEntry> mails = this.log.unfiled(mailbox.id(), validity, 200); !mails.isEmpty(); mails = this.log
			.unfiled(mailbox.id(), validity, 200)) {
			List<Long> held = uids(mails, true);
			List<Long> taken = uids(mails, false);
			if (!held.isEmpty()) {
				connection.held(held);
			}
			if (!taken.isEmpty()) {
				connection.taken(taken, mailbox.doneFolder());
			}
			this.log.filed(mails.stream().map(MailEntry::id).toList());
		}
	}

	private static List<Long> uids(List<MailEntry> mails, boolean held) {
		return mails.stream()
			.filter((mail) -> mail.outcome().equals(MailEntry.HELD) == held)
			.map(MailEntry::uid)
			.toList();
	}

}
