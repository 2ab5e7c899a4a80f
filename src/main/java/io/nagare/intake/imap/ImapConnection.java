package io.nagare.intake.imap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.ReceivedDateTerm;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

import io.nagare.intake.IntakeSettings;
import io.nagare.intake.Mailbox;
import io.nagare.intake.RawMail;
import io.nagare.shared.PublicAddresses;

/** An open folder of a mailbox. */
final class ImapConnection implements AutoCloseable {

	private final IMAPStore store;

	private final IMAPFolder folder;

	private final long largest;

	private final ServerWords words;

	private ImapConnection(IMAPStore store, IMAPFolder folder, long largest, ServerWords words) {
		this.store = store;
		this.folder = folder;
		this.largest = largest;
		this.words = words;
	}

	/**
	 * Opens the folder of the mailbox.
	 * @param password or the access token
	 * @param addresses where its server may lie
	 * @param within how long all of it may take, for who waits for it; null to listen
	 * @throws MessagingException where the server, or the folder, does not open
	 */
	static ImapConnection open(Mailbox mailbox, String password, IntakeSettings settings, PublicAddresses addresses,
			@Nullable Duration within) throws MessagingException {
		String protocol = "imap";
		Properties properties = new Properties();
		String prefix = "mail." + protocol + ".";
		long largest = settings.largestMail().toBytes();
		ServerWords words = new ServerWords(largest, within);
		MailSockets sockets = new MailSockets(addresses, mailbox.security().equals("tls"), words);
		properties.put(prefix + "socketFactory", sockets);
		properties.put(prefix + "socketFactory.fallback", "false");
		properties.put(prefix + "ssl.socketFactory", sockets.layers());
		properties.put(prefix + "connectiontimeout", millis(settings.connectTimeout().toMillis()));
		properties.put(prefix + "timeout",
				millis(((within != null) ? settings.connectTimeout() : settings.idle()).toMillis()));
		properties.put(prefix + "writetimeout", millis(settings.connectTimeout().toMillis()));
		properties.put(prefix + "partialfetch", "false");
		properties.put(prefix + "peek", "true");
		if (mailbox.security().equals("starttls")) {
			properties.put(prefix + "starttls.enable", "true");
			properties.put(prefix + "starttls.required", "true");
		}
		if (mailbox.auth().equals(Mailbox.OAUTH)) {
			properties.put(prefix + "auth.mechanisms", "XOAUTH2");
		}
		IMAPStore store = (IMAPStore) Session.getInstance(properties).getStore(protocol);
		try {
			store.connect(mailbox.host(), mailbox.port(), mailbox.username(), password);
			IMAPFolder folder = (IMAPFolder) store.getFolder(mailbox.folder());
			folder.open(Folder.READ_WRITE);
			return new ImapConnection(store, folder, largest, words);
		}
		catch (MessagingException | RuntimeException ex) {
			close(store);
			words.taken();
			throw ex;
		}
	}

	private static String millis(long millis) {
		return Long.toString(millis);
	}

	long validity() throws MessagingException {
		return this.folder.getUIDValidity();
	}

	/** The highest number there is; 0 for an empty folder. */
	long lastUid() throws MessagingException {
		// what comes meanwhile is told by the next look
		return Math.max(0, this.folder.getUIDNext() - 1);
	}

	/** Those that nobody has read. */
	List<Long> unread() throws MessagingException {
		return uids(this.folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)));
	}

	/** Those that came on the day of the moment, as the server counts days, or later. */
	List<Long> since(Instant moment) throws MessagingException {
		return uids(this.folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(moment))));
	}

	/** Those that came after. */
	List<Long> after(long uid) throws MessagingException {
		// a server gives the last one in any case
		return uids(this.folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID)).stream()
			.filter((one) -> one > uid)
			.toList();
	}

	private List<Long> uids(Message[] messages) throws MessagingException {
		FetchProfile numbers = new FetchProfile();
		numbers.add(UIDFolder.FetchProfileItem.UID);
		this.folder.fetch(messages, numbers);
		List<Long> uids = new ArrayList<>();
		for (Message message : messages) {
			long uid = this.folder.getUID(message);
			if (uid > 0) {
				uids.add(uid);
			}
		}
		return uids;
	}

	/** How large each of the mails is; one that is gone is absent. */
	List<IMAPMessage> find(Collection<Long> uids) throws MessagingException {
		Message[] found = this.folder.getMessagesByUID(uids.stream().mapToLong(Long::longValue).toArray());
		Message[] there = Arrays.stream(found)
			.filter((one) -> one != null && !one.isExpunged())
			.toArray(Message[]::new);
		FetchProfile sizes = new FetchProfile();
		sizes.add(UIDFolder.FetchProfileItem.UID);
		sizes.add(FetchProfile.Item.SIZE);
		this.folder.fetch(there, sizes);
		return Arrays.stream(there).map(IMAPMessage.class::cast).toList();
	}

	long uid(IMAPMessage message) throws MessagingException {
		return this.folder.getUID(message);
	}

	/**
	 * Reads a mail, without marking it as read; empty where it is gone. While a large one
	 * is not {@link #taken() taken}, no other mailbox of the node reads one.
	 */
	Optional<RawMail> read(IMAPMessage message) throws MessagingException, IOException {
		long uid = uid(message);
		try {
			if (message.getSize() > this.largest) {
				return Optional.of(RawMail.tooLarge(validity(), uid, message.getSize(), header(message)));
			}
			byte[] whole;
			try (InputStream mail = message.getMimeStream()) {
				whole = mail.readAllBytes();
			}
			// not every server tells the size, or tells the truth
			return Optional.of((whole.length > this.largest) ? RawMail.tooLarge(validity(), uid, whole.length, whole)
					: RawMail.of(validity(), uid, whole));
		}
		catch (MessageRemovedException ex) {
			return Optional.empty();
		}
		finally {
			message.invalidateHeaders();
		}
	}

	/** What a mail is about, and no more of it; empty where it is gone. */
	Optional<RawMail> readHeader(IMAPMessage message) throws MessagingException {
		try {
			return Optional.of(RawMail.broken(validity(), uid(message), message.getSize(), header(message)));
		}
		catch (MessageRemovedException ex) {
			return Optional.empty();
		}
		finally {
			message.invalidateHeaders();
		}
	}

	/** Nobody needs any more what was read last. */
	void taken() {
		this.words.taken();
	}

	/** Whether the server said too much, or took too long over it. */
	boolean isBroken() {
		return this.words.isBroken();
	}

	private static byte[] header(IMAPMessage message) throws MessagingException {
		StringBuilder header = new StringBuilder();
		Enumeration<String> lines = message.getMatchingHeaderLines(
				new String[] { "From", "Subject", "Message-ID", "Date", "References", "In-Reply-To" });
		while (lines.hasMoreElements()) {
			header.append(lines.nextElement()).append("\r\n");
		}
		return header.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/** Shows that the mails were taken. */
	void taken(Collection<Long> uids, Optional<String> doneFolder) throws MessagingException {
		Message[] messages = there(uids);
		this.folder.setFlags(messages, new Flags(Flags.Flag.SEEN), true);
		if (doneFolder.isEmpty() || messages.length == 0) {
			return;
		}
		Folder done = this.store.getFolder(doneFolder.get());
		if (!done.exists()) {
			done.create(Folder.HOLDS_MESSAGES);
		}
		if (this.store.hasCapability("MOVE")) {
			this.folder.moveMessages(messages, done);
			return;
		}
		this.folder.copyMessages(messages, done);
		this.folder.setFlags(messages, new Flags(Flags.Flag.DELETED), true);
		if (this.store.hasCapability("UIDPLUS")) {
			this.folder.expunge(messages);
		}
	}

	/** Shows that somebody must look at the mails. */
	void held(Collection<Long> uids) throws MessagingException {
		this.folder.setFlags(there(uids), new Flags(Flags.Flag.FLAGGED), true);
	}

	private Message[] there(Collection<Long> uids) throws MessagingException {
		return Arrays.stream(this.folder.getMessagesByUID(uids.stream().mapToLong(Long::longValue).toArray()))
			.filter((one) -> one != null && !one.isExpunged())
			.toArray(Message[]::new);
	}

	boolean tells() throws MessagingException {
		return this.store.hasCapability("IDLE");
	}

	/** Listens until something changes, or the server has been silent for long. */
	void listen() throws MessagingException {
		this.folder.idle(true);
	}

	/** Lets who listens go on, from another thread. */
	void wake() {
		try {
			this.folder.getMessageCount();
		}
		catch (MessagingException | RuntimeException ex) {
			// who listens hears of it himself
		}
	}

	@Override
	public void close() {
		close(this.store);
		this.words.taken();
	}

	private static void close(@Nullable IMAPStore store) {
		try {
			if (store != null) {
				store.close();
			}
		}
		catch (MessagingException ex) {
			// it is gone either way
		}
	}

}
