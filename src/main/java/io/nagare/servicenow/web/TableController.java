package io.nagare.servicenow.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.servicenow.Table;
import io.nagare.servicenow.TableRecord;
import io.nagare.servicenow.Tables;

/**
 * Speaks the dialect of ServiceNow's Table API, so that whatever is set up for that can
 * be set up for this: the address is another one.
 */
@Hidden
@RestController
@RequestMapping({ TableController.ROOT, TableController.VERSIONED })
class TableController {

	static final String ROOT = "/api/now/table";

	/** As some programs name it. */
	static final String VERSIONED = "/api/now/{version:v[12]}/table";

	/** In small letters: some programs look for it so. */
	static final String TOTAL = "x-total-count";

	/** Records that are held at once, however many are asked for. */
	private static final int READ_AT_ONCE = 1_000;

	private final Tables tables;

	TableController(Tables tables) {
		this.tables = tables;
	}

	@GetMapping("/{table}")
	ResponseEntity<Result> list(@PathVariable String table, HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, true);
		Table read = this.tables.named(table);
		Table.Page page = read.find(query.conditions(), query.offset(), Math.min(query.limit(), READ_AT_ONCE));
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(TOTAL, Long.toString(page.total()));
		query.links(request, page.total()).ifPresent((links) -> answer.header(HttpHeaders.LINK, links));
		return answer.body(new Result(shown(query, page, read)));
	}

	/** What is beyond the records read at once is read while the answer is written. */
	private Object shown(TableQuery query, Table.Page first, Table table) {
		List<Map<String, Object>> shown = shown(query, first.records());
		long all = Math.min(query.limit(), first.total() - query.offset());
		if (all <= READ_AT_ONCE) {
			return shown;
		}
		Stream<Map<String, Object>> further = IntStream
			.iterate(READ_AT_ONCE, (from) -> from < all, (from) -> from + READ_AT_ONCE)
			.mapToObj((from) -> table.further(query.conditions(), query.offset() + from,
					Math.min(query.limit() - from, READ_AT_ONCE)))
			.flatMap((records) -> shown(query, records).stream());
		return Stream.concat(shown.stream(), further).iterator();
	}

	@GetMapping("/{table}/{key}")
	Result one(@PathVariable String table, @PathVariable String key, HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, false);
		return new Result(shown(query, this.tables.named(table).one(key)));
	}

	private Map<String, Object> shown(TableQuery query, TableRecord record) {
		return shown(query, List.of(record)).get(0);
	}

	private List<Map<String, Object>> shown(TableQuery query, List<TableRecord> records) {
		return this.tables.reaching(records, query.fields()).stream().map(query::shown).toList();
	}

	@PostMapping("/{table}")
	ResponseEntity<Result> create(@PathVariable String table, @RequestBody Map<String, @Nullable Object> fields,
			HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, false);
		TableRecord record = this.tables.named(table).create(query.input(fields));
		return ResponseEntity.created(URI.create(ROOT + "/" + table + "/" + TableQuery.value(record, "sys_id")))
			.body(new Result(shown(query, record)));
	}

	/** Both change what is said and leave the rest, as programs expect. */
	@RequestMapping(path = "/{table}/{key}", method = { RequestMethod.PUT, RequestMethod.PATCH })
	Result change(@PathVariable String table, @PathVariable String key,
			@RequestBody Map<String, @Nullable Object> fields, HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, false);
		return new Result(shown(query, this.tables.named(table).change(key, query.input(fields))));
	}

	@DeleteMapping("/{table}/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String table, @PathVariable String key) {
		this.tables.named(table).delete(key);
	}

	/** What every answer of the API holds. */
	record Result(Object result) {
	}

}
