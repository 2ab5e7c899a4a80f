package io.nagare.cmdb.imports;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Refusal;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** A file is taken over as a whole, or not at all. */
@NagareTest
class CiImportServiceTests {

	private final String mark = UUID.randomUUID().toString();

	private final String two = """
			name,ci_class,tier,owner_team,owner_user,attributes.environment,attributes.os
			サーバー甲 #,server,2,network,AGENT1,production,Debian
			"データベース乙, #",database,1,,,,
			""".replace("#", this.mark);

	@LocalServerPort
	private int port;

	private Api agent;

	@BeforeEach
	void comeIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@Test
	void saysWhatWouldHappenAndDoesIt() {
		assertThat(take("?dry_run=true", this.two)).isEqualTo("true 2/0/0");
		assertThat(found()).isEmpty();
		assertThat(take("", this.two)).isEqualTo("false 2/0/0");
		JsonNode server = found().get(0).path("name").asText().startsWith("サ") ? found().get(0) : found().get(1);
		assertThat(server.path("owner_team_id").asText()).isEqualTo(this.agent.idOf("teams", "Network"));
		assertThat(server.path("owner_user_id").asText()).isEqualTo(this.agent.me());
		assertThat(server.at("/attributes/os").asText()).isEqualTo("Debian");
		assertThat(take("", this.two)).isEqualTo("false 0/0/2");
		assertThat(take("?dry_run=true", this.two.replace(",2,", ",3,"))).isEqualTo("true 0/1/1");
		assertThat(take("", this.two.replace(",2,", ",3,"))).isEqualTo("false 0/1/1");
	}

	@Test
	void leavesMissingColumnsAloneAndEmptiesEmptyCells() {
		take("", this.two);
		assertThat(take("", """
				name,attributes.os,status
				サーバー甲 #,,retired
				""".replace("#", this.mark))).isEqualTo("false 0/1/0");
		JsonNode server = this.agent.get("/cis?status=retired&q=" + this.mark).data().get(0);
		assertThat(server.path("tier").asInt()).isEqualTo(2);
		assertThat(server.at("/attributes/environment").asText()).isEqualTo("production");
		assertThat(server.path("attributes").has("os")).isFalse();
	}

	@Test
	void readsWhatSpreadsheetsWrite() {
		String dos = this.two.replace("\n", "\r\n");
		assertThat(take("", dos, Charset.forName("windows-31j"))).isEqualTo("false 2/0/0");
		assertThat(take("", "\uFEFF" + dos, StandardCharsets.UTF_8)).isEqualTo("false 0/0/2");
		assertThat(take("", dos + ",,,,,,\r\n\r\n", StandardCharsets.UTF_8)).isEqualTo("false 0/0/2");
	}

	@Test
	void namesEveryWrongLineAndWritesNothing() {
		Answer answer = send("", """
				name,ci_class,tier,status,description,owner_team,owner_user,attributes.environment
				ok #,server,1,live,"two
				lines",,,test
				ok #,server,1,live,,,,
				,server,1,live,,,,
				a #,ship,1,live,,,,
				b #,server,nine,broken,,Nobody,nobody,
				c #,server,1,live,,,,moon
				d #,,,,,,,
				e #,server
				f #,database,1,live,,,,test
				""".replace("#", this.mark), StandardCharsets.UTF_8);
		assertThat(refusal(answer).split(" ")).containsExactlyInAnyOrder("400", "VALIDATION_FAILED",
				"lines[4].name=named_twice", "lines[5].name=required", "lines[6].ci_class=unknown_ci_type",
				"lines[7].tier=out_of_range", "lines[7].status=not_allowed", "lines[7].owner_team=unknown_team",
				"lines[7].owner_user=unknown_user", "lines[8].attributes.environment=not_a_choice",
				"lines[9].ci_class=required", "lines[9].tier=required", "lines[9].status=required",
				"lines[10]=wrong_columns", "lines[11].attributes.environment=unknown_field");
		assertThat(found()).isEmpty();
	}

	@Test
	void refusesFilesThatAreNone() {
		assertThat(refusal(send("", "name,colour,tier,tier\nx,red,1,1\n", StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED colour=unknown_field tier=already_exists");
		assertThat(refusal(send("", "tier\n1\n", StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED name=required");
		assertThat(refusal(send("", "name,tier\n\"x,1\n", StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED file=bad_csv");
		assertThat(refusal(send("", "name\n", StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED file=no_items");
		assertThat(refusal(this.agent.postCsv("/cis/imports", new byte[] { (byte) 0xFF, (byte) 0xFF, 'x' })))
			.isEqualTo("400 VALIDATION_FAILED file=unknown_encoding");
		assertThat(refusal(send("", "name,ci_class,tier\nx\u0000" + this.mark + ",server,1\n", StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED lines[2].name=invalid_character");
		assertThat(this.agent.postRaw("/cis/imports", "{}").status()).isEqualTo(415);
		String many = IntStream.rangeClosed(0, CiImportService.MOST_ITEMS)
			.mapToObj((n) -> this.mark + n)
			.collect(Collectors.joining("\n", "name\n", "\n"));
		assertThat(refusal(send("", many, StandardCharsets.UTF_8))).isEqualTo("400 VALIDATION_FAILED file=too_many");
		assertThat(send("", "name\n" + "x".repeat(3_000_000), StandardCharsets.UTF_8).status()).isEqualTo(413);
	}

	@Test
	void tellsTheFirstOfManyFaults() {
		assertThat(first("name,tier\n" + "a\n".repeat(1_000_000)).get(0)).isEqualTo("lines[2]=wrong_columns");
		assertThat(first("name\n" + "a\u0000\n".repeat(600_000)).get(0)).isEqualTo("lines[2].name=invalid_character");
		assertThat(first("name," + "a,".repeat(100_000) + "a\n").get(0)).isEqualTo("a=unknown_field");
		String attributes = IntStream.range(0, 10_000)
			.mapToObj((n) -> ",attributes.a" + n)
			.collect(Collectors.joining());
		assertThat(first("name,ci_class,tier" + attributes + "\nx,server,1" + ",1".repeat(10_000) + "\n").get(0))
			.isEqualTo("lines[2].attributes.a0=unknown_field");
		assertThat(refusal(send("", "name\n" + "a,".repeat(900_000), StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED lines[2]=too_long");
	}

	/** What is wrong with a file in which more is wrong than an answer tells. */
	private List<String> first(String file) {
		JsonNode details = send("", file, StandardCharsets.UTF_8).json().at("/error/details");
		assertThat(details).hasSize(Refusal.MOST_DETAILS + 1);
		assertThat(details.get(Refusal.MOST_DETAILS).path("code").asText()).isEqualTo("more_wrong");
		return StreamSupport.stream(details.spliterator(), false)
			.map((detail) -> detail.path("field").asText() + "=" + detail.path("code").asText())
			.toList();
	}

	@Test
	void takesBlanksOfJapaneseTextForBlanks() {
		assertThat(take("", this.two)).isEqualTo("false 2/0/0");
		assertThat(take("?dry_run=true", this.two.replace(",server", "\u3000,server"))).isEqualTo("true 0/0/2");
		assertThat(refusal(
				send("", "name,ci_class,tier\n\u3000,server,1\n\u3000,\u3000,\u3000\n", StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED lines[2].name=required");
	}

	@Test
	void readsTheBooleansOfSpreadsheets() {
		String key = typeWith("leased", "boolean");
		take("", "name,ci_class,tier,attributes.leased\na %1$s,%2$s,1,TRUE\nb %1$s,%2$s,1,False\n".formatted(this.mark,
				key));
		assertThat(found().findValuesAsText("leased")).containsExactlyInAnyOrder("true", "false");
	}

	@Test
	void takesEqualNumbersForTheSame() {
		String key = typeWith("height", "number");
		String file = "name,ci_class,tier,attributes.height\n" + """
				a #,%1$s,1,42
				b #,%1$s,1,4.5
				c #,%1$s,1,3000000000
				d #,%1$s,1,7.0
				""".formatted(key).replace("#", this.mark);
		assertThat(take("", file)).isEqualTo("false 4/0/0");
		assertThat(take("", file)).isEqualTo("false 0/0/4");
		Answer made = this.agent.post("/cis", "name", "e " + this.mark, "ci_class", key, "tier", 1, "attributes",
				Map.of("height", 7.0));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		assertThat(made.data().at("/attributes/height").toString()).isEqualTo("7");
		assertThat(take("", "name,attributes.height\ne " + this.mark + ",7\n")).isEqualTo("false 0/0/1");
	}

	/** The key of a new type whose items have one attribute. */
	private String typeWith(String attribute, String type) {
		String key = "t" + this.mark.replace('-', '_');
		Answer made = Api.at(this.port)
			.as("admin")
			.post("/ci-types", "key", key, "definition",
					Map.of("name", Map.of("ja", "機器", "en", "Device"), "attributes", List.of(Map.of("key", attribute,
							"label", Map.of("ja", "項目", "en", attribute), "type", type, "required", false))));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return key;
	}

	private JsonNode found() {
		return this.agent.get("/cis?q=" + this.mark).data();
	}

	private String take(String query, String file) {
		return take(query, file, StandardCharsets.UTF_8);
	}

	private String take(String query, String file, Charset charset) {
		Answer answer = send(query, file, charset);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		JsonNode report = answer.data();
		return report.path("dry_run").asBoolean() + " " + report.path("created").asInt() + "/"
				+ report.path("updated").asInt() + "/" + report.path("unchanged").asInt();
	}

	private Answer send(String query, String file, Charset charset) {
		return this.agent.postCsv("/cis/imports" + query, file.getBytes(charset));
	}

}
