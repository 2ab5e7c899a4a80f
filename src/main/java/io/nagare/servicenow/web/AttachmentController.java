package io.nagare.servicenow.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import io.nagare.servicenow.Table;
import io.nagare.servicenow.TableRecord;
import io.nagare.servicenow.Tables;
import io.nagare.servicenow.TicketFiles;
import io.nagare.shared.Refusal;
import io.nagare.ticket.web.AttachmentAnswer;

/** Speaks the dialect of ServiceNow's Attachment API for the files of tickets. */
@Hidden
@RestController
@RequestMapping({ AttachmentController.ROOT, AttachmentController.VERSIONED })
class AttachmentController {

	static final String ROOT = "/api/now/attachment";

	/** As some programs name it. */
	static final String VERSIONED = "/api/now/{version:v[12]}/attachment";

	private static final List<String> FORMS = List.of(MediaType.APPLICATION_FORM_URLENCODED_VALUE, "multipart/");

	private static final String LINK = "download_link";

	/** The field of a form that holds a file, as manuals call it. */
	private static final String UPLOADED = "uploadFile";

	private final Tables tables;

	private final TicketFiles files;

	AttachmentController(Tables tables, TicketFiles files) {
		this.tables = tables;
		this.files = files;
	}

	@GetMapping
	ResponseEntity<TableController.Result> list(HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, true);
		Table.Page page = table().find(query.conditions(), query.offset(), query.limit());
		List<Map<String, Object>> records = page.records().stream().map((one) -> shown(query, one)).toList();
		return ResponseEntity.ok()
			.header(TableController.TOTAL, Long.toString(page.total()))
			.body(new TableController.Result(records));
	}

	@GetMapping("/{key}")
	TableController.Result one(@PathVariable String key, HttpServletRequest request) {
		TableQuery query = TableQuery.of(request, false);
		return new TableController.Result(shown(query, table().one(key)));
	}

	private Table table() {
		return this.tables.named("sys_attachment");
	}

	/** With the address of its bytes. */
	private static Map<String, Object> shown(TableQuery query, TableRecord file) {
		Map<String, Object> shown = query.shown(file);
		if (query.fields().isEmpty() || query.fields().contains(LINK)) {
			shown.put(LINK, ServletUriComponentsBuilder.fromCurrentContextPath().path(bytes(file)).toUriString());
		}
		return shown;
	}

	private static String bytes(TableRecord file) {
		return ROOT + "/" + TableQuery.value(file, "sys_id") + "/file";
	}

	@GetMapping("/{key}/file")
	ResponseEntity<Resource> content(@PathVariable String key) {
		return AttachmentAnswer.of(this.files.content(key));
	}

	/** The body is the file, whatever its type; that of a form would be read as one. */
	@PostMapping("/file")
	ResponseEntity<TableController.Result> add(@RequestParam("table_name") String table,
			@RequestParam("table_sys_id") String key, @RequestParam("file_name") String name,
			HttpServletRequest request) {
		String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
		if (FORMS.stream().anyMatch(type::startsWith)) {
			throw new Refusal(Refusal.Kind.UNSUPPORTED_TYPE, List.of());
		}
		TableRecord file = this.files.add(table, key, name, request.getContentType(), request::getInputStream);
		return ResponseEntity.created(URI.create(bytes(file)))
			.body(new TableController.Result(shown(TableQuery.WHOLE, file)));
	}

	/** A form with the file as its only one, whatever the field is called. */
	@PostMapping(path = "/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<TableController.Result> upload(@RequestParam("table_name") String table,
			@RequestParam("table_sys_id") String key, MultipartHttpServletRequest form) {
		List<MultipartFile> files = form.getMultiFileMap().values().stream().flatMap(List::stream).toList();
		if (files.size() != 1) {
			throw files.isEmpty() ? Refusal.invalid(UPLOADED, "required") : Refusal.invalid(UPLOADED, "too_many", 1);
		}
		MultipartFile sent = files.get(0);
		String name = Objects.requireNonNullElse(sent.getOriginalFilename(), "");
		TableRecord file = this.files.add(table, key, name, sent.getContentType(), sent);
		return ResponseEntity.created(URI.create(bytes(file)))
			.body(new TableController.Result(shown(TableQuery.WHOLE, file)));
	}

	/** What was once shown to somebody stays. */
	@DeleteMapping("/{key}")
	void delete(@PathVariable String key) {
		throw new Refusal(Refusal.Kind.METHOD_NOT_ALLOWED, List.of(Refusal.Detail.of(null, "file_stays")));
	}

}
