package io.nagare.servicenow.web;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.servicenow.TableRecord;
import io.nagare.servicenow.TicketFiles;

/**
 * Lists the files of a ticket, which programs ask for before they change it. The files
 * themselves are the product's own API's.
 */
@Hidden
@RestController
class AttachmentListController {

	private final TicketFiles files;

	AttachmentListController(TicketFiles files) {
		this.files = files;
	}

	/** All at once, whatever page is asked for: no ticket has many. */
	@GetMapping("/api/now/attachment")
	ResponseEntity<TableController.Result> list(@RequestParam("table_name") String table,
			@RequestParam("table_sys_id") String key,
			@RequestParam(name = "sysparm_offset", defaultValue = "0") long offset) {
		List<TableRecord> all = this.files.of(table, key);
		List<Map<String, Object>> shown = all.stream().skip(offset).map(TableQuery.WHOLE::shown).toList();
		return ResponseEntity.ok()
			.header(TableController.TOTAL, Integer.toString(all.size()))
			.body(new TableController.Result(shown));
	}

}
