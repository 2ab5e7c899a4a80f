package io.nagare.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.nagare.search.index.IndexSearch;
import io.nagare.search.index.SearchIndexer;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.query.WordIndex;

/** Tells lists what the index knows by now: they wait for nothing. */
@Component
class IndexedWords implements WordIndex {

	/** More are not named one by one. */
	static final int MOST = 5_000;

	/** A transaction may take so long from what it writes to its end. */
	private static final Duration SLOWEST = Duration.ofMinutes(10);

	private final SearchIndexer indexer;

	private final IndexSearch index;

	IndexedWords(SearchIndexer indexer, IndexSearch index) {
		this.indexer = indexer;
		this.index = index;
	}

	@Override
	public Optional<Holding> holding(String kind, List<Set<String>> words) {
		return this.indexer.wholeAsOf()
			.flatMap((at) -> this.index.holding(Tenancy.require().id(), kind, words, MOST)
				.map((ids) -> new Holding(ids, at.minus(SLOWEST))));
	}

}
