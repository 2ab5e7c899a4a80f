package io.nagare.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.database.ContentChanges.Position;
import io.nagare.database.ContentChanges;
import io.nagare.directory.AcrossTenants;

import static org.assertj.core.api.Assertions.assertThat;

/** An index on a disk that has no room for a while. */
@NagareTest
class SearchIndexerTests {

	@LocalServerPort
	private int port;

	@TempDir
	private Path directory;

	private SearchIndexer indexer;

	private volatile boolean full;

	@BeforeEach
	void setUp(@Autowired ContentChanges changes, @Autowired IndexContent content, @Autowired JdbcClient jdbc,
			@Autowired PlatformTransactionManager transactions) {
		this.indexer = new SearchIndexer(changes, content, jdbc, transactions,
				new SearchSettings(this.directory, false, true), new SimpleMeterRegistry()) {

			@Override
			SearchIndex open() {
				try {
					return SearchIndex.open(new Disk(FSDirectory.open(SearchIndexerTests.this.directory)));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}

		};
	}

	@Test
	void followsAgainOnceTheDiskHasRoom() {
		OwnHouse house = OwnHouse.at(this.port);
		this.indexer.start();
		try {
			assertThat(this.indexer.catchUp()).isTrue();
			int before = this.indexer.documents();
			this.full = true;
			house.as("agent1").report("満杯 " + UUID.randomUUID());
			assertThat(this.indexer.catchUp()).isFalse();
			assertThat(this.indexer.catchUp()).isFalse();
			int answered = this.indexer.search((searcher) -> searcher.getIndexReader().numDocs());
			assertThat(answered).isEqualTo(before);
			this.full = false;
			assertThat(this.indexer.catchUp()).isTrue();
			assertThat(this.indexer.documents()).isGreaterThan(before);
		}
		finally {
			this.indexer.stop();
		}
	}

	/** However many changes there are, what is written of them is found at once. */
	@Test
	void showsEachBatchBeforeItReadsTheNext(@Autowired ContentChanges real, @Autowired IndexContent content,
			@Autowired JdbcClient jdbc, @Autowired PlatformTransactionManager transactions) {
		OwnHouse house = OwnHouse.at(this.port);
		ContentChanges changes = Mockito.mock(ContentChanges.class);
		Mockito.when(changes.now()).thenAnswer((call) -> real.now());
		Mockito.when(changes.since(Mockito.any(), Mockito.any(), Mockito.anyInt()))
			.thenAnswer((call) -> new ContentChanges.Read(List.of(), call.getArgument(0), call.getArgument(0), true));
		SearchIndexer following = new SearchIndexer(changes, content, jdbc, transactions,
				new SearchSettings(this.directory, false, true), new SimpleMeterRegistry());
		following.start();
		try {
			assertThat(following.catchUp()).isTrue();
			int before = following.documents();
			UUID tenant = UUID.fromString(house.id());
			List<ContentChanges.Change> batch = Stream.of("a", "b")
				.map((title) -> UUID.fromString(house.as("agent1").report(title).path("id").asText()))
				.map((id) -> new ContentChanges.Change(tenant, ContentChanges.TICKET, id, id.hashCode()))
				.toList();
			Position end = new Position(Long.MAX_VALUE - 1, 1);
			List<Integer> seen = new ArrayList<>();
			Mockito.when(changes.since(Mockito.any(), Mockito.any(), Mockito.anyInt())).thenAnswer((call) -> {
				seen.add(following.documents());
				int read = seen.size();
				Position next = new Position(end.transaction(), read);
				return new ContentChanges.Read((read <= 2) ? batch.subList(read - 1, read) : List.of(), next, next,
						read > 2);
			});
			assertThat(following.catchUp()).isTrue();
			assertThat(seen).containsExactly(before, before + 1, before + 2);
		}
		finally {
			following.stop();
		}
	}

	/** What is read at once has a bound, however much hangs on the tickets. */
	@Test
	void readsTicketsWithMuchTextOneByOne(@Autowired IndexContent content, @Autowired AcrossTenants across) {
		Api agent = OwnHouse.at(this.port).as("agent1");
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			ids.add(UUID.fromString(agent.report("Much " + i).path("id").asText()));
		}
		for (int i = 0; i < 9; i++) {
			for (UUID id : ids.subList(0, 2)) {
				agent.post("/incidents/" + id + "/work-notes", "content", "長".repeat(100_000));
			}
		}
		UUID gone = UUID.randomUUID();
		List<UUID> asked = Stream.concat(ids.stream(), Stream.of(gone)).toList();
		List<List<UUID>> groups = across.read(() -> content.groups(ContentChanges.TICKET, asked));
		assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(asked);
		assertThat(groups).noneSatisfy((group) -> assertThat(group).containsAll(ids.subList(0, 2)));
		// the two with much text may part the others three times, and what is gone comes
		// last
		assertThat(groups).hasSizeLessThanOrEqualTo(6);
		// what lies beyond the bound does not even leave the database
		assertThat(across.read(() -> content.of(ContentChanges.TICKET, ids, 0))).hasSize(7)
			.allSatisfy((id,
					document) -> assertThat(
							document.get(Fields.INTERNAL) == null || document.get(Fields.INTERNAL).length() <= 200_000)
						.isTrue());
	}

	/** {@code nagare audit} leaves the disk as it is. */
	@Test
	void opensNoIndexWhereThereIsToBeNone(@Autowired ContentChanges changes, @Autowired IndexContent content,
			@Autowired JdbcClient jdbc, @Autowired PlatformTransactionManager transactions) {
		assertThat(this.indexer.isAutoStartup()).isTrue();
		assertThat(new SearchIndexer(changes, content, jdbc, transactions,
				new SearchSettings(this.directory, false, false), new SimpleMeterRegistry())
			.isAutoStartup()).isFalse();
	}

	/** One that refuses new files while it is full. */
	private final class Disk extends FilterDirectory {

		Disk(Directory directory) {
			super(directory);
		}

		@Override
		public IndexOutput createOutput(String name, IOContext context) throws IOException {
			if (SearchIndexerTests.this.full) {
				throw new IOException("No space left on device");
			}
			return super.createOutput(name, context);
		}

	}

}
