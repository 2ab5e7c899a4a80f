package io.nagare.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.nagare.database.ContentChanges.Position;

/**
 * An index on this node's disk. It is derived from the database and may be thrown away.
 * With it is kept how far it has followed, so that a node that was killed goes on where
 * its last commit was.
 */
final class SearchIndex implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

	/** Grows when texts become terms in another way, or other texts do. */
	private static final String FORM = "8";

	private static final int MOST_NODES = 64;

	private final Directory directory;

	private final IndexWriter writer;

	private final SearcherManager searchers;

	private SearchIndex(Directory directory, IndexWriter writer) throws IOException {
		this.directory = directory;
		this.writer = writer;
		this.searchers = new SearcherManager(writer, null);
	}

	/**
	 * Opens the first index under the directory that no other node has: several may share
	 * the disk, and each has a whole index of its own.
	 */
	static SearchIndex open(Path directory) {
		for (int i = 0; i < MOST_NODES; i++) {
			Path own = directory.resolve(Integer.toString(i));
			try {
				Files.createDirectories(own);
				return open(FSDirectory.open(own));
			}
			catch (LockObtainFailedException ex) {
				LOG.debug("Another node has {}", own);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		throw new IllegalStateException("All " + MOST_NODES + " indexes under " + directory + " are in use");
	}

	static SearchIndex open(Directory directory) throws IOException {
		try {
			return new SearchIndex(directory,
					new IndexWriter(directory, settings(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)));
		}
		catch (LockObtainFailedException ex) {
			directory.close();
			throw ex;
		}
		catch (IOException | IllegalArgumentException ex) {
			LOG.warn("The index of searches can't be read; it is made anew", ex);
			return new SearchIndex(directory, new IndexWriter(directory, settings(IndexWriterConfig.OpenMode.CREATE)));
		}
	}

	private static IndexWriterConfig settings(IndexWriterConfig.OpenMode mode) {
		return new IndexWriterConfig(SearchText.analyzer()).setOpenMode(mode)
			.setRAMBufferSizeMB(32)
			.setCommitOnClose(false);
	}

	/**
	 * How far it had followed when it was last kept; null where it is to be made anew.
	 */
	State state() {
		Map<String, String> kept = new HashMap<>();
		Iterable<Map.Entry<String, String>> data = this.writer.getLiveCommitData();
		if (data != null) {
			data.forEach((entry) -> kept.put(entry.getKey(), entry.getValue()));
		}
		if (!FORM.equals(kept.get("form"))) {
			return State.EMPTY;
		}
		return new State(
				new Position(Long.parseLong(kept.getOrDefault("transaction", "0")),
						Long.parseLong(kept.getOrDefault("number", "0"))),
				Instant.parse(kept.getOrDefault("at", Instant.EPOCH.toString())),
				Long.parseLong(kept.getOrDefault("rebuild", "-1")));
	}

	void put(String id, Document document) throws IOException {
		this.writer.updateDocument(new Term(Fields.ID, id), document);
	}

	void remove(Collection<String> ids) throws IOException {
		this.writer.deleteDocuments(ids.stream().map((id) -> new Term(Fields.ID, id)).toArray(Term[]::new));
	}

	void remove(Query query) throws IOException {
		this.writer.deleteDocuments(query);
	}

	/** Lets searches see what was written. */
	void show() throws IOException {
		this.searchers.maybeRefreshBlocking();
	}

	/** Keeps it on the disk, with how far it has followed. */
	void keep(State state) throws IOException {
		this.writer.setLiveCommitData(List.of(Map.entry("form", FORM),
				Map.entry("transaction", Long.toString(state.position().transaction())),
				Map.entry("number", Long.toString(state.position().number())), Map.entry("at", state.at().toString()),
				Map.entry("rebuild", Long.toString(state.rebuild()))));
		this.writer.commit();
	}

	/** Whether it takes anything more: a write that fails may close it for good. */
	boolean isOpen() {
		return this.writer.isOpen();
	}

	boolean hasChanges() {
		return this.writer.hasUncommittedChanges();
	}

	/** Searches it as it is. */
	<T> T search(Work<T> work) {
		try {
			IndexSearcher searcher = this.searchers.acquire();
			try {
				return work.with(searcher);
			}
			finally {
				this.searchers.release(searcher);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** How many documents it holds, and of how many bytes. */
	Size size() {
		return search((searcher) -> {
			long bytes = 0;
			for (String file : this.directory.listAll()) {
				bytes += this.directory.fileLength(file);
			}
			return new Size(searcher.getIndexReader().numDocs(), bytes);
		});
	}

	@Override
	public void close() throws IOException {
		this.searchers.close();
		this.writer.close();
		this.directory.close();
	}

	interface Work<T> {

		T with(IndexSearcher searcher) throws IOException;

	}

	/**
	 * How far an index has followed.
	 *
	 * @param at when it last looked
	 * @param rebuild the last wish to make it anew that was fulfilled; -1 for never made
	 */
	record State(Position position, Instant at, long rebuild) {

		static final State EMPTY = new State(Position.START, Instant.EPOCH, -1);

	}

	record Size(int documents, long bytes) {
	}

}
