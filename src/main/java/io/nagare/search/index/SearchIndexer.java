package io.nagare.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.lucene.store.AlreadyClosedException;
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

	/** So long a search waits for its turn to follow, and then follows. */
	private static final long PATIENCE_MILLIS = 500;

	private static final Duration KEEP_EACH = Duration.ofSeconds(10);

	private final ContentChanges changes;

	private final IndexContent content;

	private final JdbcClient jdbc;

	private final Transactions transaction;

	private final SearchSettings settings;

	private final boolean follows;

	private final ReentrantLock turn = new ReentrantLock(true);

	private volatile @Nullable SearchIndex index;

	private volatile State state = State.EMPTY;

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
		this.settings = settings;
		this.follows = settings.follow();
		meters.gauge("nagare.search.documents", this, (self) -> self.size().documents());
		meters.gauge("nagare.search.bytes", this, (self) -> self.size().bytes());
	}

	@Override
	public void start() {
		take(open());
		this.running = true;
		if (this.follows) {
			Thread follower = new Thread(this::follow, "search-index");
			follower.setDaemon(true);
			follower.start();
			this.thread = follower;
		}
	}

	/** Where there is to be no index, none is opened. */
	@Override
	public boolean isAutoStartup() {
		return this.settings.open();
	}

	SearchIndex open() {
		return SearchIndex.open(this.settings.directory());
	}

	/** Goes on where the index was last kept. */
	private void take(SearchIndex opened) {
		this.index = opened;
		this.state = opened.state();
		this.followed = new HashSet<>();
		this.making = null;
		this.whole = this.state.rebuild() >= 0 && this.state.at().isAfter(Instant.now().minus(ContentChanges.KEPT));
	}

	/**
	 * Opens it anew where it closed itself, as it does once a write failed: after a full
	 * disk, say. What was not kept is followed again.
	 */
	private void openWhereItClosedItself() {
		this.turn.lock();
		try {
			SearchIndex dead = this.index;
			if (!this.running || (dead != null && dead.isOpen())) {
				return;
			}
			// searches are answered by the old one for as long as this fails
			take(open());
			LOG.info("The index of searches was opened anew, as it was kept at {}", this.state.at());
			if (dead != null) {
				dead.close();
			}
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			LOG.debug("The index of searches can't be opened yet", ex);
		}
		finally {
			this.turn.unlock();
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
				followAll();
				this.turn.lock();
				try {
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
				openWhereItClosedItself();
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
	 * @return whether the index is whole and holds all that; false too where it cannot be
	 * written
	 */
	public boolean catchUp() {
		try {
			if (!this.whole && !this.follows) {
				rebuild();
			}
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
			Pass pass = new Pass();
			boolean all = false;
			while (!all) {
				if ((this.follows && System.nanoTime() > end)
						|| !this.turn.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
					return false;
				}
				try {
					all = step(pass);
				}
				finally {
					this.turn.unlock();
				}
			}
			return this.whole;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (IOException | UncheckedIOException | AlreadyClosedException ex) {
			LOG.debug("A search is answered by what the index holds", ex);
			openWhereItClosedItself();
			return false;
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

	/**
	 * Until when the index has followed what is committed; empty while it is not whole.
	 */
	public Optional<Instant> wholeAsOf() {
		return (this.whole && this.running) ? Optional.of(this.state.at()) : Optional.empty();
	}

	/** How many documents this node's index holds. */
	public int documents() {
		return size().documents();
	}

	private SearchIndex.Size size() {
		SearchIndex present = this.index;
		return (present != null && this.running) ? present.size() : new SearchIndex.Size(0, 0);
	}

	/** Searches it as it is, also while it is opened anew. */
	<T> T search(SearchIndex.Work<T> work) {
		try {
			return index().search(work);
		}
		catch (AlreadyClosedException ex) {
			return index().search(work);
		}
	}

	private SearchIndex index() {
		SearchIndex present = this.index;
		if (present == null) {
			throw new IllegalStateException("The index is not open");
		}
		return present;
	}

	/** Searches have their turn between the batches, and find what is written already. */
	private void followAll() throws IOException {
		Pass pass = new Pass();
		boolean all = false;
		while (!all) {
			this.turn.lock();
			try {
				all = step(pass);
			}
			finally {
				this.turn.unlock();
			}
		}
	}

	/** Follows a batch; whether that is all. */
	private boolean step(Pass pass) throws IOException {
		if (pass.index != this.index) {
			// what was opened anew lacks what was written before
			pass.index = this.index;
			pass.cursor = Position.START;
		}
		Position settled = this.state.position();
		// others may have gone on meanwhile
		Position from = (pass.cursor.compareTo(settled) > 0) ? pass.cursor : settled;
		ContentChanges.Read read = Tenancy.asPlatform(() -> this.changes.since(from, ALL, BATCH));
		List<Change> fresh = read.changes()
			.stream()
			.filter((change) -> !this.followed.contains(change.number()))
			.toList();
		write(fresh, (this.making != null) ? this.making : this.state.rebuild());
		if (from.equals(settled)) {
			settled = read.next();
		}
		if (!settled.equals(read.last())) {
			read.changes().forEach((change) -> pass.seen.add(change.number()));
			this.followed.addAll(pass.seen);
		}
		pass.cursor = read.last();
		if (read.complete()) {
			this.followed = pass.seen;
		}
		boolean later = read.complete() && pass.begun.isAfter(this.state.at());
		this.state = new State(settled, later ? pass.begun : this.state.at(), this.state.rebuild());
		if (!fresh.isEmpty()) {
			index().show();
		}
		return read.complete();
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
			Set<UUID> some = Set.copyOf(ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
			for (List<UUID> group : Tenancy
				.asPlatform(() -> this.transaction.get(() -> this.content.groups(subject, some)))) {
				writeAtOnce(subject, group, making);
			}
		}
	}

	private void writeAtOnce(String subject, List<UUID> ids, long making) throws IOException {
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
		SearchIndex own = index();
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
							demandSame(own);
							write(subject, ids, wish);
						}
						finally {
							this.turn.unlock();
						}
					}
				}
				while (ids.size() == BATCH);
			}
			followAll();
			this.turn.lock();
			try {
				demandSame(own);
				index().remove(new BooleanQuery.Builder().add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST)
					.add(new TermQuery(new Term(Fields.MAKING, Long.toString(wish))), BooleanClause.Occur.MUST_NOT)
					.build());
				followAll();
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

	/** What was opened anew lacks what was written before. */
	private void demandSame(SearchIndex own) {
		if (own != this.index) {
			throw new AlreadyClosedException("The index was opened anew while it was made");
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
		catch (IOException | AlreadyClosedException ex) {
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

	/** How far somebody goes through what is committed. */
	private static final class Pass {

		private final Instant begun = Instant.now();

		/** What was read that others may still precede. */
		private final Set<Long> seen = new HashSet<>();

		private Position cursor = Position.START;

		private @Nullable SearchIndex index;

	}

}
