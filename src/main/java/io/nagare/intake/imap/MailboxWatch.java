package io.nagare.intake.imap;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.intake.IntakeSettings;
import io.nagare.intake.Mailbox;
import io.nagare.intake.MailboxChanged;
import io.nagare.intake.MailboxHealthService;
import io.nagare.intake.MailboxService;
import io.nagare.shared.Label;

/**
 * Listens to all mailboxes, each on one node at a time, on a thread of its own, so that a
 * slow server delays nobody else. Which node that is, a lock in the database decides.
 */
@Component
class MailboxWatch {

	private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);

	private static final Duration LOCK = Duration.ofSeconds(40);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

	private final MailboxReader reader;

	private final MailboxService mailboxes;

	private final MailboxHealthService health;

	private final Tenants tenants;

	private final ActiveMailboxes active;

	private final LockProvider locks;

	private final IntakeSettings settings;

	private final Map<UUID, Watcher> watchers = new ConcurrentHashMap<>();

	private final Map<UUID, Instant> paused = new ConcurrentHashMap<>();

	/** Until when each was watched here last. */
	private final Map<UUID, Instant> read = new ConcurrentHashMap<>();

	MailboxWatch(MailboxReader reader, MailboxService mailboxes, MailboxHealthService health, Tenants tenants,
			ActiveMailboxes active, LockProvider locks, IntakeSettings settings) {
		this.reader = reader;
		this.mailboxes = mailboxes;
		this.health = health;
		this.tenants = tenants;
		this.active = active;
		this.locks = locks;
		this.settings = settings;
	}

	/** Begins to listen where nobody does, and ends where it is not wanted any more. */
	@Scheduled(cron = "${nagare.schedule.watch-mailboxes}")
	void tend() {
		List<ActiveMailbox> active = this.active.all();
		this.watchers.values().removeIf((watcher) -> !watcher.isAlive());
		this.watchers.values().stream().filter((watcher) -> !active.contains(watcher.active)).forEach(Watcher::end);
		this.watchers.values().forEach(Watcher::wakeAfterPause);
		List<ActiveMailbox> waiting = new ArrayList<>(active);
		waiting.removeIf((mailbox) -> this.watchers.containsKey(mailbox.id())
				|| this.paused.getOrDefault(mailbox.id(), Instant.MIN).isAfter(Instant.now()));
		while (!waiting.isEmpty() && this.watchers.size() < this.settings.mailboxesPerNode()) {
			ActiveMailbox next = Collections.min(waiting, Comparator.comparing(this::placesOfTenant)
				.thenComparing((mailbox) -> this.read.getOrDefault(mailbox.id(), Instant.MIN)));
			waiting.remove(next);
			lock(next).ifPresent((lock) -> begin(next, lock));
		}
		makePlacesFor(waiting);
		this.read.keySet().retainAll(active.stream().map(ActiveMailbox::id).toList());
	}

	private Optional<SimpleLock> lock(ActiveMailbox mailbox) {
		return this.locks.lock(new LockConfiguration(Instant.now(), "mailbox-" + mailbox.id(), LOCK, Duration.ZERO));
	}

	/** How many places the mailbox's tenant has already. */
	private long placesOfTenant(ActiveMailbox mailbox) {
		return this.watchers.values()
			.stream()
			.filter((watcher) -> watcher.active.tenant().equals(mailbox.tenant()))
			.count();
	}

	/**
	 * Ends those that have had their turn, the longest first, where others wait that no
	 * node watches. These are begun at the next look.
	 */
	private void makePlacesFor(List<ActiveMailbox> waiting) {
		Instant before = Instant.now().minus(this.active.turn());
		Iterator<Watcher> done = this.watchers.values()
			.stream()
			.filter((watcher) -> watcher.began.isBefore(before))
			.sorted(Comparator.comparing((watcher) -> watcher.began))
			.iterator();
		for (ActiveMailbox mailbox : waiting) {
			if (!done.hasNext()) {
				return;
			}
			lock(mailbox).ifPresent((lock) -> {
				lock.unlock();
				done.next().end();
			});
		}
	}

	private void begin(ActiveMailbox mailbox, SimpleLock lock) {
		Watcher watcher = new Watcher(mailbox, lock);
		this.watchers.put(mailbox.id(), watcher);
		watcher.start();
	}

	@EventListener
	void on(MailboxChanged changed) {
		this.paused.remove(changed.mailbox());
		Optional.ofNullable(this.watchers.get(changed.mailbox())).ifPresent(Watcher::end);
	}

	@PreDestroy
	void stop() {
		this.watchers.values().forEach(Watcher::end);
	}

	/** Listens to one mailbox. */
	private final class Watcher extends Thread {

		private final ActiveMailbox active;

		private final SimpleLock lock;

		private final Instant began = Instant.now();

		private volatile boolean ended;

		private volatile @Nullable ImapConnection connection;

		private volatile @Nullable Instant listening;

		Watcher(ActiveMailbox active, SimpleLock lock) {
			super("mailbox-" + active.id());
			this.active = active;
			this.lock = lock;
			setDaemon(true);
		}

		/** The thread may wait for its server for minutes. */
		void end() {
			this.ended = true;
			ImapConnection open = this.connection;
			if (open != null) {
				aside(open::close);
			}
			interrupt();
		}

		/** Not every server tells of what comes, whatever it promises. */
		void wakeAfterPause() {
			Instant since = this.listening;
			ImapConnection open = this.connection;
			if (open != null && since != null
					&& since.isBefore(Instant.now().minus(MailboxWatch.this.settings.poll()))) {
				this.listening = null;
				aside(open::wake);
			}
		}

		private static void aside(Runnable work) {
			Thread thread = new Thread(work, "mailbox-aside");
			thread.setDaemon(true);
			thread.start();
		}

		@Override
		public void run() {
			try {
				MailboxWatch.this.tenants.as(this.active.tenant(), this::watch);
			}
			catch (RuntimeException | StackOverflowError | LinkageError ex) {
				LOG.error("Mailbox {} is not read; the next attempt follows", this.active.id(), ex);
				MailboxWatch.this.paused.put(this.active.id(), Instant.now().plus(MailboxWatch.this.settings.poll()));
			}
			finally {
				this.lock.unlock();
				MailboxWatch.this.read.put(this.active.id(), Instant.now());
				MailboxWatch.this.watchers.remove(this.active.id(), this);
			}
		}

		private void watch() {
			Mailbox mailbox = MailboxWatch.this.mailboxes.find(this.active.id());
			while (!this.ended && mailbox != null && mailbox.isActive() && mailbox.version() == this.active.version()) {
				try {
					listen(mailbox);
				}
				catch (MessagingException | IOException | RuntimeException | StackOverflowError | LinkageError ex) {
					if (!this.ended) {
						failed(mailbox, ex);
					}
					return;
				}
				mailbox = MailboxWatch.this.mailboxes.find(this.active.id());
			}
		}

		private void listen(Mailbox mailbox) throws MessagingException, IOException {
			try (ImapConnection open = MailboxWatch.this.reader.open(mailbox)) {
				this.connection = open;
				while (!this.ended) {
					MailboxWatch.this.reader.read(mailbox, open, () -> !this.ended);
					if (!this.ended) {
						MailboxWatch.this.health.works(mailbox);
					}
					if (open.tells()) {
						this.listening = Instant.now();
						open.listen();
						this.listening = null;
					}
					else {
						pause();
					}
				}
			}
			catch (FolderClosedException ex) {
				ImapConnection ended = this.connection;
				if (ended != null && ended.isBroken()) {
					throw ex;
				}
				// silent for long: asked anew
				LOG.debug("Mailbox {} is opened again", this.active.id());
			}
			finally {
				this.connection = null;
			}
		}

		private void pause() {
			try {
				Thread.sleep(MailboxWatch.this.settings.poll().toMillis());
			}
			catch (InterruptedException ex) {
				this.ended = true;
			}
		}

		private void failed(Mailbox mailbox, Throwable ex) {
			Label reason = MailFailures.words(ex);
			int failures = MailboxWatch.this.health.failed(mailbox, reason);
			// what cannot be shown in the mailbox keeps no mail waiting
			Duration pause = MailboxWatch.this.settings.poll()
				.multipliedBy((ex instanceof UnfiledMailsException) ? 1 : 1L << Math.min(failures, 6));
			MailboxWatch.this.paused.put(mailbox.id(),
					Instant.now().plus((pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE));
			if (ex instanceof MessagingException || ex instanceof IOException) {
				LOG.warn("Mailbox {} cannot be read, attempt {}: {} ({})", mailbox.id(), failures, reason.en(),
						NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			}
			else {
				LOG.error("Mailbox {} cannot be read, attempt {}", mailbox.id(), failures, ex);
			}
		}

	}

}
