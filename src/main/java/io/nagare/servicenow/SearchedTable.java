package io.nagare.servicenow;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.servicenow.RecordSearch.Shown;
import io.nagare.shared.Paged;

/** A table of as many records as there may be, which the database looks through. */
@Transactional(readOnly = true)
abstract class SearchedTable extends ReadTable {

	private final RecordSearch search;

	private final Map<String, Shown> columns;

	/**
	 * @param permission without which nobody reads it
	 * @param columns what can be asked for
	 */
	SearchedTable(String name, String permission, Map<String, Shown> columns, RecordSearch search,
			CurrentCaller callers) {
		super(name, permission, columns.keySet(), callers);
		this.columns = columns;
		this.search = search;
	}

	/** Where the rows of the query are, in the words of {@link RecordSearch}. */
	abstract RecordSearch.Rows rows(EncodedQuery query);

	@Override
	public Page find(EncodedQuery query, long offset, int limit) {
		admit(query);
		RecordSearch.Search asked = this.search.of(rows(query), this.columns, query);
		List<UUID> keys = asked.keys(offset, limit);
		return new Page(inOrder(keys), Paged.isLast(offset, limit, keys.size()) ? offset + keys.size() : asked.count());
	}

	@Override
	public List<TableRecord> further(EncodedQuery query, long offset, int limit) {
		admit(query);
		return inOrder(this.search.of(rows(query), this.columns, query).keys(offset, limit));
	}

	private List<TableRecord> inOrder(List<UUID> keys) {
		Map<UUID, TableRecord> records = byKeys(keys).stream()
			.collect(Collectors.toMap(TableRecord::id, Function.identity()));
		return keys.stream().filter(records::containsKey).map(records::get).toList();
	}

	@Override
	List<UUID> keys(EncodedQuery query, int most) {
		admit(query);
		return atMost(this.search.of(rows(query), this.columns, query).keys(0, most + 1), most);
	}

}
