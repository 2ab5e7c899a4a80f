package io.nagare.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.nagare.database.PgNotifications;
import io.nagare.directory.Caller;
import io.nagare.shared.Tenancy;
import io.nagare.signin.SignInWatch;

/**
 * Hands what happens to those who are connected to this node. One thread reads and hands
 * out, and waits for nobody; a second one looks whether everybody may still be here.
 */
@Component
public class LiveFeed implements SmartLifecycle {

	/** Begins the names of the threads that work for those who are connected. */
	public static final String THREADS = "live-";

	static final String CHANNEL = "nagare_live";

	/** How long what happened is kept for who was away. */
	static final Duration KEPT = Duration.ofHours(2);

	/** A newcomer is refused where so many are connected as the same person. */
	static final int MOST_OF_ONE = 20;

	/** And where so many are connected at all. */
	static final int MOST = 1200;

	private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

	/** When it looks although nothing woke it. */
	private static final Duration LISTENING = Duration.ofSeconds(5);

	private static final Duration DEAF = Duration.ofMillis(300);

	private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

	private static final Duration WATCH_EACH = Duration.ofSeconds(20);

	private static final String RESET = "reset";

	private final LiveEventStore store;

	private final LiveMessages messages;

	private final SignInWatch watch;

	private final PgNotifications notifications;

	private final Set<LiveConnection> connections = new CopyOnWriteArraySet<>();

	/** Touched by the reading thread alone. */
	private final Set<LiveConnection> joined = new HashSet<>();

	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

	private final AtomicBoolean woken = new AtomicBoolean();

	/** Of all transactions before it everything was handed out; -1 before it began. */
	private long oldest = -1;

	/** What was handed out of that one and later ones, each with its transaction. */
	private final Map<Long, Long> known = new HashMap<>();

	private volatile boolean running;

	LiveFeed(LiveEventStore store, LiveMessages messages, SignInWatch watch, PgNotifications notifications,
			MeterRegistry meters) {
		this.store = store;
		this.messages = messages;
		this.watch = watch;
		this.notifications = notifications;
		meters.gaugeCollectionSize("nagare.live.connections", List.of(), this.connections);
		notifications.listen(CHANNEL, this::wake);
	}

	/**
	 * Makes room for one more line of the person. Who has as many as one may have gives
	 * up the oldest: it mostly belongs to a page that was left, which shows only when
	 * something is sent there.
	 * @return whether there is room
	 */
	public boolean makeRoomFor(Caller caller) {
		List<LiveConnection> own = this.connections.stream()
			.filter((one) -> one.caller().userId().equals(caller.userId()))
			.toList();
		if (own.size() >= MOST_OF_ONE) {
			LiveConnection oldest = own.get(0);
			oldest.close("replaced");
			leave(oldest);
		}
		return this.running && this.connections.size() < MOST;
	}

	/**
	 * Lets somebody hear from now on, and before that what he missed.
	 * @param lastEventId what he heard last; null for nothing
	 */
	public void join(LiveConnection connection, @Nullable String lastEventId) {
		this.connections.add(connection);
		this.tasks.add(() -> admit(connection, lastEventId));
		if (!this.running) {
			connection.close("restarting");
		}
	}

	/** He is not connected any more. */
	public void leave(LiveConnection connection) {
		if (this.connections.remove(connection)) {
			this.tasks.add(() -> this.joined.remove(connection));
		}
	}

	/** How many are connected to this node. */
	public int size() {
		return this.connections.size();
	}

	private void wake() {
		if (!this.connections.isEmpty() && this.woken.compareAndSet(false, true)) {
			this.tasks.add(this::readAndTell);
		}
	}

	private void admit(LiveConnection connection, @Nullable String lastEventId) {
		if (!this.connections.contains(connection)) {
			// he has gone in the meantime
			return;
		}
		try {
			if (this.joined.isEmpty()) {
				begin();
			}
			else {
				readAndTell();
			}
			if (lastEventId != null) {
				tellMissed(connection, lastEventId);
			}
			this.joined.add(connection);
			connection.ping(position());
		}
		catch (RuntimeException ex) {
			// he comes again and says how far he has heard
			this.connections.remove(connection);
			connection.close("fault");
			throw ex;
		}
	}

	/** Nobody was here, so nobody missed what happened in the meantime. */
	private void begin() {
		LiveEventStore.Read read = Tenancy.asPlatform(this.store::begin);
		this.known.clear();
		remember(read);
	}

	private void tellMissed(LiveConnection connection, String lastEventId) {
		Optional<LivePosition> since = LivePosition.of(lastEventId)
			.filter((position) -> position.at().isAfter(Instant.now().minus(KEPT)) && position.transaction() >= 0
					&& position.transaction() <= this.oldest + 1_000_000);
		List<LiveEventStore.Row> missed = since
			.map((position) -> Tenancy.asPlatform(() -> this.store.missed(connection.tenant().id(),
					connection.caller().userId(), position, this.oldest, known())))
			.orElse(List.of());
		if (since.isEmpty() || missed.size() > LiveEventStore.BATCH) {
			String position = position();
			connection.send(new LiveMessage(position, RESET, null,
					"{\"id\":\"" + position + "\",\"type\":\"" + RESET + "\",\"payload\":{}}"));
			return;
		}
		tell(missed, Set.of(connection), this.oldest);
	}

	private void readAndTell() {
		this.woken.set(false);
		boolean complete = this.joined.isEmpty();
		while (!complete) {
			LiveEventStore.Read read = Tenancy.asPlatform(() -> this.store.read(this.oldest, known()));
			// where this fails, all of it is read and told anew
			tell(read.rows(), this.joined, read.oldest());
			remember(read);
			complete = read.complete();
		}
	}

	private void remember(LiveEventStore.Read read) {
		read.rows().forEach((row) -> this.known.put(row.id(), row.transaction()));
		this.known.values().removeIf((transaction) -> transaction < read.oldest());
		this.oldest = read.oldest();
	}

	private Set<Long> known() {
		return Set.copyOf(this.known.keySet());
	}

	private void tell(List<LiveEventStore.Row> rows, Set<LiveConnection> listeners, long oldest) {
		if (rows.isEmpty() || listeners.isEmpty()) {
			return;
		}
		Map<UUID, List<LiveConnection>> byTenant = listeners.stream()
			.collect(Collectors.groupingBy((one) -> one.tenant().id()));
		Map<UUID, List<LiveMessages.Told>> told = new HashMap<>();
		for (int i = 0; i < rows.size(); i++) {
			LiveEventStore.Row row = rows.get(i);
			if (byTenant.containsKey(row.event().tenant())) {
				told.computeIfAbsent(row.event().tenant(), (unknown) -> new ArrayList<>())
					.add(new LiveMessages.Told(row.event(), after(rows, i, oldest).text()));
			}
		}
		told.forEach((tenant, events) -> {
			List<LiveConnection> hearing = byTenant.getOrDefault(tenant, List.of())
				.stream()
				.filter((one) -> !this.watch.isOutdated(one.caller()) || mayStay(one))
				.toList();
			if (hearing.isEmpty()) {
				return;
			}
			Tenancy.as(hearing.get(0).tenant(),
					() -> this.messages.tell(events, hearing, LiveConnection::caller, LiveConnection::send));
		});
	}

	/** How far somebody has heard who has heard the first of the rows, up to this one. */
	private static LivePosition after(List<LiveEventStore.Row> rows, int i, long oldest) {
		long own = rows.get(i).transaction();
		long next = (i + 1 < rows.size()) ? rows.get(i + 1).transaction() : Long.MAX_VALUE;
		return (next == own && own <= oldest) ? new LivePosition(own, rows.get(i).id(), Instant.now())
				: new LivePosition(Math.min(next, oldest), 0, Instant.now());
	}

	private String position() {
		return new LivePosition(this.oldest, 0, Instant.now()).text();
	}

	@Override
	public void start() {
		this.running = true;
		begin(this::handOut, THREADS + "feed");
		begin(this::keepWatch, THREADS + "watch");
	}

	private static void begin(Runnable work, String name) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void handOut() {
		Duration wait = LISTENING;
		while (this.running) {
			try {
				@Nullable Runnable task = this.tasks.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
				(task != null ? task : (Runnable) this::readAndTell).run();
				wait = this.notifications.isListening() || this.joined.isEmpty() ? LISTENING : DEAF;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException ex) {
				// where it stands is known, so nothing is lost
				LOG.warn("Could not hand out what happened; tries again: {}", ex.getMessage());
				LOG.debug("Why it could not", ex);
				wait = AFTER_A_FAULT;
			}
		}
	}

	private void keepWatch() {
		while (this.running) {
			try {
				TimeUnit.MILLISECONDS.sleep(WATCH_EACH.toMillis());
				lookAtAll();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException ex) {
				LOG.warn("Could not look who may still be here; tries again: {}", ex.getMessage());
			}
		}
	}

	/** Closes to whoever may not be here any more, and keeps the other lines open. */
	void lookAtAll() {
		this.connections.forEach(this::mayStay);
		this.tasks.add(() -> {
			readAndTell();
			this.joined.forEach((connection) -> connection.ping(position()));
		});
	}

	/** Whether he is still here, with what he may do now. */
	private boolean mayStay(LiveConnection connection) {
		Optional<Caller> caller = this.watch.stillHere(connection.who(), connection.address());
		if (caller.isEmpty() || caller.get().isPlatform()) {
			connection.close("signed_out");
			leave(connection);
			return false;
		}
		connection.is(caller.get());
		return true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.connections.forEach((connection) -> connection.close("restarting"));
		this.connections.clear();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server waits for its requests to end. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
