package io.nagare.ticket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.reports.TicketExportRunner;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What forms keep on tickets is typed: in lists, their order, files and history. */
@NagareTest
class KeptFieldTests {

	/** In front of the shipped form's fields. */
	private static final String MORE = """
			"components": [
			  {"type": "number", "key": "fee", "id": "fee", "label": "料金 / Fee", "properties": {"keep": "yes"}},
			  {"type": "select", "key": "host", "id": "host", "label": "主催者 / Host", "valuesKey": "people",
			    "properties": {"keep": "yes"}},
			  {"type": "select", "key": "service", "id": "service", "label": "サービス / Service",
			    "valuesKey": "services", "properties": {"keep": "yes"}},
			  {"type": "radio", "key": "size", "id": "size", "label": "広さ / Size", "properties": {"keep": "yes"},
			    "values": [{"value": "small", "label": "小 / Small"}, {"value": "medium", "label": "中 / Medium"},
			      {"value": "large", "label": "大 / Large"}]},
			""";

	@LocalServerPort
	private int port;

	@Autowired
	private TicketExportRunner runner;

	@Value("${nagare.data-dir}")
	private Path data;

	private OwnHouse house;

	private Api agent;

	private String first;

	private String second;

	private String third;

	@BeforeEach
	void moveIn() throws IOException {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		Answer released = OwnModels.send(this.house.client("owner"), "/models/releases",
				Map.of("comment", "費用も尋ねる", "meeting-equipment.bpmn", request("processes", "meeting-equipment.bpmn"),
						"ask-meeting-equipment.form",
						request("forms", "ask-meeting-equipment.form").replaceFirst("\"components\": \\[", MORE)));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		String mail = this.house.as("admin")
			.post("/cis", "name", "Mail", "ci_class", "service", "tier", 2)
			.data()
			.path("id")
			.asText();
		assertThat(mail).isNotEmpty();
		this.first = ask("fee", 900, "use_on", "2026-12-24", "size", "small", "host", this.house.idOf("manager"),
				"place", "3階, 大会議室", "service", mail);
		this.second = ask("fee", 12_000.5, "use_on", "2027-01-05", "size", "large", "host", this.house.idOf("agent2"),
				"equipment", List.of("pc", "wifi"), "setup_help", true, "setup_time", "9:00");
		this.third = ask("fee", -70, "use_on", "2026-11-30", "size", "medium");
	}

	private static String request(String folder, String file) throws IOException {
		return Files.readString(Path.of(folder, "request", file));
	}

	private String ask(Object... answers) {
		Map<String, Object> all = new HashMap<>(
				Map.of("type", "meeting-equipment", "title", "会議", "equipment", List.of("projector"), "use_time",
						"13:00", "return_on", "2027-02-01", "place", "3階", "setup_help", false));
		for (int i = 0; i < answers.length; i += 2) {
			all.put((String) answers[i], answers[i + 1]);
		}
		Answer asked = this.house.as("reporter")
			.post("/requests",
					all.entrySet().stream().flatMap((one) -> List.of(one.getKey(), one.getValue()).stream()).toArray());
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return asked.data().path("id").asText();
	}

	private List<String> found(String query) {
		Answer found = this.agent.get("/requests?" + query);
		assertThat(found.status()).as(found.body()).isEqualTo(200);
		return each(found.data(), "id");
	}

	@Test
	void narrowByTheTypeOfTheAnswer() {
		assertThat(found("field=fee:%3E%3D900")).containsExactlyInAnyOrder(this.first, this.second);
		assertThat(found("field=fee:%3C0")).containsExactly(this.third);
		assertThat(found("field=fee:900.0")).as("a number is the same however it is written")
			.containsExactly(this.first);
		assertThat(found("field=fee:0..12000.5")).containsExactlyInAnyOrder(this.first, this.second);
		assertThat(found("field=use_on:%3C2026-12-25")).containsExactlyInAnyOrder(this.first, this.third);
		assertThat(found("field=use_on:2026-12-01..2026-12-31")).containsExactly(this.first);
		assertThat(found("field=equipment:wifi")).as("one of several choices").containsExactly(this.second);
		assertThat(found("field=size:small&field=fee:%3E100")).containsExactly(this.first);
		assertThat(found("field=setup_help:true")).containsExactly(this.second);
		assertThat(found("field=setup_help:false")).containsExactlyInAnyOrder(this.first, this.third);
		assertThat(found("field=host:" + this.house.idOf("agent2"))).containsExactly(this.second);
		assertThat(found("field=place:~会議")).containsExactly(this.first);
		assertThat(found("field=place:3階,%20大会議室")).as("a value with a comma").containsExactly(this.first);
		assertThat(found("field=place:会議")).isEmpty();
		assertThat(refusal(this.agent.get("/requests?field=fee:many")))
			.isEqualTo("400 VALIDATION_FAILED field=wrong_type");
		assertThat(refusal(this.agent.get("/requests?field=use_on:2026-02-30")))
			.isEqualTo("400 VALIDATION_FAILED field=wrong_type");
		assertThat(refusal(this.agent.get("/requests?field=fee:%3E%3D1e999999999")))
			.isEqualTo("400 VALIDATION_FAILED field=wrong_type");
	}

	/** Whatever they are asked for, a search is narrowed to the same. */
	@Test
	void narrowSearchesAsTheyNarrowLists() {
		for (String asked : List.of("fee:%3E%3D900", "fee:%3C0", "fee:%3C-70", "fee:%3E900", "fee:900.0",
				"fee:0..12000.5", "use_on:%3C2026-12-25", "use_on:2026-12-01..2026-12-31", "use_on:2026-11-30",
				"equipment:wifi", "equipment:projector", "size:small", "size:small&field=fee:%3E100", "setup_help:true",
				"setup_help:false", "host:" + this.house.idOf("agent2"), "place:~会議", "place:3階,%20大会議室", "place:~階,大会",
				"place:会議", "nothing:x")) {
			assertThat(each(this.agent.get("/search?q=会議&limit=50&field=" + asked).data(), "id")).as(asked)
				.containsExactlyInAnyOrderElementsOf(found("field=" + asked));
		}
		assertThat(each(this.agent.get("/search?q=会議&field=size:small").data(), "id")).containsExactly(this.first);
		assertThat(refusal(this.agent.get("/search?q=会議&field=fee:many")))
			.isEqualTo("400 VALIDATION_FAILED field=wrong_type");
		assertThat(refusal(this.agent.get("/search/facets?q=会議&field=system")))
			.isEqualTo("400 VALIDATION_FAILED field=name_and_value");
	}

	@Test
	void putAListInOrder() {
		assertThat(found("sort=field.fee")).as("numbers by their size")
			.containsExactly(this.third, this.first, this.second);
		assertThat(found("sort=-field.use_on")).containsExactly(this.second, this.first, this.third);
		assertThat(found("sort=field.size")).as("choices as the form offers them")
			.containsExactly(this.first, this.third, this.second);
		assertThat(found("sort=field.host")).as("people by name, and nobody last")
			.containsExactly(this.second, this.first, this.third);
		assertThat(found("sort=field.equipment,field.fee")).containsExactly(this.third, this.first, this.second);
		assertThat(found("sort=field.service&status=new,granted")).startsWith(this.first);
		JsonNode beside = this.agent.get("/requests/" + this.first + "/neighbours?sort=field.fee").data();
		assertThat(beside.at("/previous/id").asText()).isEqualTo(this.third);
		assertThat(beside.at("/next/id").asText()).isEqualTo(this.second);
		assertThat(refusal(this.agent.get("/requests?sort=field.co'st")))
			.isEqualTo("400 VALIDATION_FAILED sort=not_sortable");
	}

	@Test
	void sayWhatTheyAre() {
		JsonNode fields = this.agent.get("/words/fields").data();
		Map<String, String> types = new HashMap<>();
		fields.forEach((field) -> types.put(field.path("value").asText(), field.path("type").asText()));
		assertThat(types).containsEntry("fee", "number")
			.containsEntry("use_on", "date")
			.containsEntry("setup_help", "checkbox")
			.containsEntry("size", "choice")
			.containsEntry("equipment", "choice")
			.containsEntry("host", "person")
			.containsEntry("service", "ci")
			.containsEntry("use_time", "text");
		assertThat(this.agent.get("/words/statuses").data().path(0).path("type").isNull()).isTrue();
		JsonNode shown = this.agent.get("/requests/" + this.first).data();
		assertThat(shown.at("/fields/fee").isNumber()).isTrue();
		assertThat(shown.at("/field_names/" + this.house.idOf("manager") + "/ja").asText()).isEqualTo("B manager");
		assertThat(each(shown.path("history"), "field_name")).contains("fee", "host", "size");
	}

	@Test
	void haveTypedCellsInFiles() throws IOException {
		String book = this.house.as("manager")
			.post("/exports", "kind", "requests", "format", "xlsx", "language", "en", "filter", "field=size:small")
			.data()
			.path("id")
			.asText();
		this.runner.run();
		assertThat(this.house.as("manager").get("/exports/" + book + "/file").status()).isEqualTo(200);
		try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(file(book)))) {
			List<Row> rows = read.getFirstSheet().read();
			assertThat(rows).hasSize(2);
			Map<String, Cell> cells = new HashMap<>();
			for (int at = 0; at < rows.get(0).getCellCount(); at++) {
				cells.put(rows.get(0).getCell(at).getText(), rows.get(1).getCell(at));
			}
			assertThat(cells).containsKeys("Fee", "Date of use", "Host");
			assertThat(cell(cells, "Fee").getType()).isEqualTo(CellType.NUMBER);
			assertThat(cell(cells, "Fee").asNumber()).isEqualByComparingTo(new BigDecimal(900));
			assertThat(cell(cells, "Date of use").asDate().toLocalDate()).isEqualTo(LocalDate.of(2026, 12, 24));
			assertThat(cell(cells, "Help with the setup").getType()).isEqualTo(CellType.BOOLEAN);
			assertThat(cell(cells, "Host").getText()).isEqualTo("manager B");
			assertThat(cell(cells, "Service").getText()).isEqualTo("Mail");
			assertThat(cell(cells, "Size").getText()).isEqualTo("Small");
			assertThat(cell(cells, "Equipment").getText()).isEqualTo("Projector");
			assertThat(cells).as("what none of the tickets keeps").doesNotContainKey("Setup time");
		}
		String csv = this.house.as("manager").get("/requests/export?format=csv&language=ja").body();
		List<String> lines = new ArrayList<>(csv.lines().toList());
		assertThat(lines.get(0)).contains("料金", "主催者", "広さ", "設営の立ち会いを希望", "設営の時刻");
		assertThat(csv).contains(",-70,", ",12000.5,", "大", "B agent2", "会議用PC, モバイルWi-Fi", ",はい,", ",いいえ,");
	}

	private static Cell cell(Map<String, Cell> cells, String heading) {
		return Objects.requireNonNull(cells.get(heading), heading);
	}

	private byte[] file(String id) throws IOException {
		try (Stream<Path> files = Files.walk(this.data)) {
			return Files.readAllBytes(
					files.filter((one) -> one.getFileName().toString().contains(id)).findFirst().orElseThrow());
		}
	}

	@Test
	void canBeChosenAsColumns() {
		Api manager = this.house.as("manager");
		assertThat(manager
			.post("/exports", "kind", "requests", "format", "csv", "sort", "field.fee", "columns",
					List.of("number", "field.fee", "field.host"))
			.status()).isEqualTo(202);
		assertThat(refusal(
				manager.post("/exports", "kind", "requests", "format", "csv", "columns", List.of("field.nobody"))))
			.isEqualTo("400 VALIDATION_FAILED columns[0]=not_a_choice");
	}

}
