package io.nagare.servicenow.web;

import java.net.URI;
import java.util.List;
import java.util.Map;

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
@RequestMapping(TableController.ROOT)
class TableController {

	static final String ROOT = "/api/now/table";

	/** In small letters: some programs look for it so. */
	static final String TOTAL = "x-total-count";

	private final Tables tables;

	TableController(Tables tables) {
		this.tables = tables;
	}

	@GetMapping("/{table}")
	ResponseEntity<Result> list(@PathVariable String table, HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, true);
		Table.Page page = this.tables.named(table).find(query.conditions(), query.offset(), query.limit());
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(TOTAL, Long.toString(page.total()));
		query.links(request, page.total()).ifPresent((links) -> answer.header(HttpHeaders.LINK, links));
		List<Map<String, Object>> records = page.records().stream().map(query::shown).toList();
		return answer.body(new Result(records));
	}

	@GetMapping("/{table}/{key}")
	Result one(@PathVariable String table, @PathVariable String key, HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, false);
		return new Result(query.shown(this.tables.named(table).one(key)));
	}

	@PostMapping("/{table}")
	ResponseEntity<Result> create(@PathVariable String table, @RequestBody Map<String, @Nullable Object> fields,
			HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, false);
		TableRecord record = this.tables.named(table).create(fields);
		return ResponseEntity.created(URI.create(ROOT + "/" + table + "/" + TableQuery.value(record, "sys_id")))
			.body(new Result(query.shown(record)));
	}

	/** Both change what is said and leave the rest, as programs expect. */
	@RequestMapping(path = "/{table}/{key}", method = { RequestMethod.PUT, RequestMethod.PATCH })
	Result change(@PathVariable String table, @PathVariable String key,
			@RequestBody Map<String, @Nullable Object> fields, HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, false);
		return new Result(query.shown(this.tables.named(table).change(key, fields)));
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
