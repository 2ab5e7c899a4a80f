package io.nagare.servicenow.web;

import java.net.URI;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.servicenow.Tables;

/**
 * Leads people from the address that programs make up of a record's key to the ticket's
 * own page.
 */
@Hidden
@RestController
class RecordPageController {

	private final Tables tables;

	RecordPageController(Tables tables) {
		this.tables = tables;
	}

	@GetMapping("/{table:incident|problem|change_request|sc_request|sc_req_item}.do")
	ResponseEntity<Void> show(@PathVariable String table, @RequestParam("sys_id") String key) {
		String number = TableQuery.value(this.tables.named(table).one(key), "number");
		return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/tickets/" + number)).build();
	}

}
