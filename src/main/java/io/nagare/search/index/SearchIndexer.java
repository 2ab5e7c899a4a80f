package io.nagare.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.database.ContentChanges.Change;
import io.nagare.database.ContentChanges.Position;
import io.nagare.database.ContentChanges;
import io.nagare.search.index.SearchIndex.State;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;

/**
 * Lets this node's index follow what is committed, by itself and before each search, and
 * makes it anew while it serves where it is too far behind or somebody wishes so.
 */
@Component
public class SearchIndexer implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(SearchIndexer.class);

	private static final List<String> ALL = List.of(ContentChanges.TICKET, ContentChanges.PERSON, ContentChanges.ITEM);

	private static final int BATCH = 500;

	private static final int AT_ONCE = 100;

	private static final long PAUSE_MILLIS = 1000;

	/** So long a search waits for its turn to follow. */
	private static final long PATIENCE_MILLIS = 500;

	private static final Duration KEEP_EACH = Duration.ofSeconds(10);

	private final ContentChanges changes;

	private final IndexContent content;

	private final JdbcClient jdbc;

	private final Transactions transaction;

	private final Path directory;

	private final boolean follows;

	private final ReentrantLock turn = new ReentrantLock();

	private @Nullable SearchIndex index;

	private State state = State.EMPTY;

	/** The wish by which it is being made anew; null while it is not. */
	private @Nullable Long making;

	/** What was followed of transactions that others may still precede. */
	private Set<Long> followed = new HashSet<>();

	private Instant kept = Instant.now();

	private volatile boolean whole;

	private volatile boolean running;

	private @Nullable Thread thread;

	SearchIndexer(ContentChanges changes, IndexContent content, JdbcClient jdbc,
			PlatformTransactionManager transactions, SearchSettings settings, MeterRegistry meters) {
		this.changes = changes;
		this.content = content;
		this.jdbc = jdbc;
		this.transaction = new Transactions(transactions);
		this.directory = settings.directory();
		this.follows = settings.follow();
		meters.gauge("nagare.search.documents", this, (self) -> self.size().documents());
		meters.gauge("nagare.search.bytes", this, (self) -> self.size().bytes());
	}

	@Override
	public void start() {
		this.index = SearchIndex.open(this.directory);
		this.state = this.index.state();
		this.whole = this.state.rebuild() >= 0 && this.state.at().isAfter(Instant.now().minus(ContentChanges.KEPT));
		this.running = true;
		if (this.follows) {
			Thread follower = new Thread(this::follow, "search-index");
			follower.setDaemon(true);
			follower.start();
			this.thread = follower;
		}
	}

	private void follow() {
		boolean failing = false;
		boolean known = false;
		while (this.running) {
			try {
				if (!known) {
					forgetWhatNeverWas();
					known = true;
				}
				if (!this.whole || wish() > this.state.rebuild()) {
					rebuild();
				}
				this.turn.lock();
				try {
					step();
					keep(false);
				}
				finally {
					this.turn.unlock();
				}
				failing = false;
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException | IOException ex) {
				// the database may be away for a while, which is told once
				if (this.running && !failing) {
					LOG.warn("The index of searches could not follow; it tries each second", ex);
				}
				failing = true;
				sleepASecond();
			}
		}
	}

	/** A database that was set back to an earlier moment knows nothing of a later one. */
	private void forgetWhatNeverWas() {
		long reached = Tenancy.asPlatform(this.changes::now).transaction();
		if (this.state.position().transaction() > reached) {
			this.whole = false;
		}
	}

	private void sleepASecond() {
		try {
			TimeUnit.SECONDS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Follows all that is committed until now.
	 * @return whether the index is whole and holds all that
	 */
	public boolean catchUp() {
		if (!this.whole && !this.follows) {
			rebuild();
		}
		try {
			if (!this.turn.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
				return false;
			}
			try {
				step();
				return this.whole;
			}
			finally {
				this.turn.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Lets all nodes make their index anew while they serve. */
	public void wishForRebuild() {
		Tenancy.asPlatform(
				() -> this.transaction.run(() -> this.jdbc.sql("INSERT INTO search_rebuilds DEFAULT VALUES").update()));
		if (!this.follows) {
			rebuild();
		}
	}

	private long wish() {
		return Tenancy.asPlatform(() -> this.transaction
			.get(() -> this.jdbc.sql("SELECT coalesce(max(id), 0) FROM search_rebuilds").query(Long.class).single()));
	}

	/** How many documents this node's index holds. */
	public int documents() {
		return size().documents();
	}

	private SearchIndex.Size size() {
		SearchIndex present = this.index;
		return (present != null && this.running) ? present.size() : new SearchIndex.Size(0, 0);
	}

	/** The index itself. */
	SearchIndex index() {
		SearchIndex present = this.index;
		if (present == null) {
			throw new IllegalStateException("The index is not open");
		}
		return present;
	}

	private void step() throws IOException {
		Position from = this.state.position();
		Position settled = from;
		Position cursor = from;
		boolean contiguous = true;
		boolean changed = false;
		Set<Long> seen = new HashSet<>();
		ContentChanges.Read read;
		do {
			Position next = cursor;
			read = Tenancy.asPlatform(() -> this.changes.since(next, ALL, BATCH));
			List<Change> fresh = read.changes()
				.stream()
				.filter((change) -> !this.followed.contains(change.number()))
				.toList();
			changed |= !fresh.isEmpty();
			write(fresh, (this.making != null) ? this.making : this.state.rebuild());
			if (contiguous) {
				settled = read.next();
				contiguous = read.next().equals(read.last());
			}
			if (!contiguous) {
				read.changes().forEach((change) -> seen.add(change.number()));
			}
			cursor = read.last();
		}
		while (!read.complete());
		this.followed = seen;
		this.state = new State(settled, Instant.now(), this.state.rebuild());
		if (changed) {
			index().show();
		}
	}

	private void write(List<Change> changed, long making) throws IOException {
		Map<String, Set<UUID>> bySubject = changed.stream()
			.collect(Collectors.groupingBy(Change::subject, LinkedHashMap::new,
					Collectors.mapping(Change::id, Collectors.toSet())));
		for (Map.Entry<String, Set<UUID>> entry : bySubject.entrySet()) {
			write(entry.getKey(), List.copyOf(entry.getValue()), making);
		}
	}

	/** With what is attached to them, more of them would fill the memory. */
	private void write(String subject, List<UUID> ids, long making) throws IOException {
		for (int from = 0; from < ids.size(); from += AT_ONCE) {
			write(subject, Set.copyOf(ids.subList(from, Math.min(from + AT_ONCE, ids.size()))), making);
		}
	}

	private void write(String subject, Set<UUID> ids, long making) throws IOException {
		Map<UUID, Document> found = Tenancy
			.asPlatform(() -> this.transaction.get(() -> this.content.of(subject, ids, making)));
		List<String> gone = new ArrayList<>();
		for (UUID id : ids) {
			Document document = found.get(id);
			if (document != null) {
				index().put(id.toString(), document);
			}
			else {
				gone.add(id.toString());
			}
		}
		index().remove(gone);
	}

	/**
	 * Makes it anew, some things at a time, so that searches and what happens meanwhile
	 * take their turn between. What was there before is followed meanwhile and removed at
	 * the end.
	 */
	private synchronized void rebuild() {
		long wish = wish();
		if (this.whole && wish <= this.state.rebuild()) {
			return;
		}
		long begun = System.nanoTime();
		try {
			this.turn.lock();
			try {
				if (!this.whole) {
					this.state = new State(Tenancy.asPlatform(this.changes::now), Instant.now(), this.state.rebuild());
					this.followed = new HashSet<>();
				}
				this.making = wish;
			}
			finally {
				this.turn.unlock();
			}
			for (String subject : ALL) {
				UUID last = new UUID(0, 0);
				List<UUID> ids;
				do {
					UUID after = last;
					ids = Tenancy
						.asPlatform(() -> this.transaction.get(() -> this.content.after(subject, after, BATCH)));
					if (!ids.isEmpty()) {
						last = ids.get(ids.size() - 1);
						this.turn.lock();
						try {
							write(subject, ids, wish);
						}
						finally {
							this.turn.unlock();
						}
					}
				}
				while (ids.size() == BATCH);
			}
			this.turn.lock();
			try {
				index().remove(new BooleanQuery.Builder().add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST)
					.add(new TermQuery(new Term(Fields.MAKING, Long.toString(wish))), BooleanClause.Occur.MUST_NOT)
					.build());
				step();
				// only now: whoever stops before begins again
				this.state = new State(this.state.position(), this.state.at(), wish);
				this.making = null;
				index().show();
				keep(true);
				this.whole = true;
			}
			finally {
				this.turn.unlock();
			}
			LOG.info("The index of searches holds {} documents, made in {} s", documents(),
					(System.nanoTime() - begun) / 1_000_000_000);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void keep(boolean now) throws IOException {
		if (now || (this.whole && this.kept.plus(KEEP_EACH).isBefore(Instant.now()))) {
			if (now || index().hasChanges() || this.kept.plus(Duration.ofHours(1)).isBefore(Instant.now())) {
				index().keep(this.state);
				this.kept = Instant.now();
			}
		}
	}

	@Override
	public void stop() {
		this.running = false;
		Thread follower = this.thread;
		if (follower != null) {
			try {
				// not interrupted: that would close the files under the writer's hands
				follower.join(Duration.ofSeconds(10).toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.turn.lock();
		try {
			SearchIndex present = this.index;
			if (present != null) {
				if (this.whole) {
					present.keep(this.state);
				}
				present.close();
				this.index = null;
			}
		}
		catch (IOException ex) {
			LOG.warn("The index of searches could not be closed", ex);
		}
		finally {
			this.turn.unlock();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the server of requests begins, until it has ended. */
	@Override
	public int getPhase() {
		return 0;
	}

}
