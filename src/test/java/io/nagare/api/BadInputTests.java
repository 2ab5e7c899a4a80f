package io.nagare.api;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class BadInputTests {

	private static final String THINGS = "/api/v1/things";

	private static final String THING = THINGS + "/" + Things.ID;

	@LocalServerPort
	private int port;

	private Calls calls;

	@BeforeEach
	void caller() {
		this.calls = new Calls(this.port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"title": "x", "colour": 1}                   | colour=unknown_field
			{"title": "x", "ownerId": null}               | ownerId=unknown_field
			{"title": "x", "parts": [{"amount": 1, "a": 2}]} | parts[0].a=unknown_field
			{}                                            | title=required
			{"title": "  "}                               | title=required
			{"title": 5}                                  | title=wrong_type
			{"title": true}                               | title=wrong_type
			{"title": {"a": 1}}                           | title=wrong_type
			{"title": ["x"]}                              | title=wrong_type
			{"title": "x", "amount": "5"}                 | amount=wrong_type
			{"title": "x", "amount": 5.5}                 | amount=wrong_type
			{"title": "x", "amount": ""}                  | amount=wrong_type
			{"title": "x", "amount": 99999999999}         | amount=invalid
			{"title": "x", "urgent": 1}                   | urgent=wrong_type
			{"title": "x", "urgent": "true"}              | urgent=wrong_type
			{"title": "x", "owner_id": "17"}              | owner_id=wrong_type
			{"title": "x", "owner_id": ""}                | owner_id=wrong_type
			{"title": "x", "due_at": "tomorrow"}          | due_at=wrong_type
			{"title": "x", "due_at": "2026-01-01T00:00:00"} | due_at=wrong_type
			{"title": "x", "due_at": 1767225600}          | due_at=wrong_type
			{"title": "x", "due_at": "+999999-01-01T00:00:00Z"} | due_at=wrong_type
			{"title": "x", "parts": {}}                   | parts=wrong_type
			{"title": "x", "parts": [{"amount": "1"}]}    | parts[0].amount=wrong_type
			{"title": "x", "parts": [{"amount": null}]}   | parts[0].amount=wrong_type
			{"title": "x", "parts": [{"part_name": "long", "amount": 1}]} | parts[0].part_name=too_long
			{"title": "x", "title": "y"}                  | title=malformed
			{"title": "x"} {}                             | null=wrong_type
			{"title": "x"                                 | title=malformed
			{"title": "x",, }                             | title=malformed
			[]                                            | null=wrong_type
			"x"                                           | null=wrong_type
			null                                          | null=body_required
			{"title": "a\\u0000b"}                        | title=invalid_character
			{"title": "a\\u0007b"}                        | title=invalid_character
			{"title": "a\\ud800b"}                        | title=invalid_character
			{"title": "a\\udc00\\ud800b"}                 | title=invalid_character
			{"ti\\u0000tle": "x"}                         | null=invalid_character
			{"title": "x", "parts": [{"amount": 1, "part_name": "\\u0000"}]} | parts[0].part_name=invalid_character
			""")
	void namesTheFieldOfABody(String json, String wrong) {
		var answer = this.calls.post(THINGS, json);
		assertThat(answer.error()).isEqualTo("400 VALIDATION_FAILED " + wrong);
		assertThat(answer.body()).doesNotContain("nagare", "java", "Exception", "jackson");
	}

	@Test
	void takesAGoodBody() {
		String title = "改行\\n\\tと絵文字 \\ud83d\\ude00 😀";
		assertThat(this.calls.post(THINGS, """
				{"title": "%s", "amount": 5, "urgent": true, "due_at": "2026-01-01T09:00:00+09:00",
				"owner_id": null, "parts": [{"part_name": null, "amount": 1}]}""".formatted(title)).status())
			.isEqualTo(201);
	}

	@Test
	void countsTheCharactersOfATitle() {
		assertThat(this.calls.post(THINGS, "{\"title\": \"" + "あ".repeat(500) + "\"}").status()).isEqualTo(201);
		var tooLong = this.calls.post(THINGS, "{\"title\": \"" + "あ".repeat(501) + "\"}");
		assertThat(tooLong.error()).isEqualTo("400 VALIDATION_FAILED title=too_long");
		assertThat(tooLong).extractingPath("$.error.details[0].message").asString().contains("500");
		assertThat(this.calls.patch(THING, "{\"title\": \"" + "あ".repeat(501) + "\"}").error())
			.isEqualTo("400 VALIDATION_FAILED title=too_long");
	}

	@Test
	void saysWhereJsonIsBroken() {
		assertThat(this.calls.post(THINGS, "{\n \"title\" \"x\"}")).extractingPath("$.error.details[0].message")
			.isEqualTo("The JSON is broken at line 2, column 10.");
	}

	@Test
	void refusesRawBytesThatNoTextMayHold() {
		assertThat(post("{\"title\": \"a\0b\"}".getBytes(StandardCharsets.UTF_8)))
			.isEqualTo("400 VALIDATION_FAILED title=malformed");
		byte[] surrogate = "{\"title\": \"a???b\"}".getBytes(StandardCharsets.UTF_8);
		surrogate[12] = (byte) 0xED;
		surrogate[13] = (byte) 0xA0;
		surrogate[14] = (byte) 0x80;
		assertThat(post(surrogate)).startsWith("400 VALIDATION_FAILED title=");
		assertThat(post(new byte[] { '{', '"', (byte) 0xFF, '"', ':', '1', '}' })).startsWith("400 VALIDATION_FAILED");
	}

	@Test
	void checksTheCharactersOfMapsToo() {
		assertThat(this.calls.post(THING + "/actions/start", "{\"a\": {\"b\": [\"x\", \"\\u0000\"]}}").error())
			.isEqualTo("400 VALIDATION_FAILED a.b[1]=invalid_character");
	}

	@ParameterizedTest
	@CsvSource({ "?page=0,page=out_of_range", "?page=-1,page=out_of_range", "?page=x,page=wrong_type",
			"?page=1.5,page=wrong_type", "?page=99999999999,page=wrong_type", "?limit=101,limit=out_of_range",
			"?limit=0&page=0,page=out_of_range limit=out_of_range", "?sort=secret,sort=not_sortable",
			"?sort=%00,sort=invalid_character", "?q=a%00b,q=invalid_character", "?q=%07,q=invalid_character",
			"?a%00b=1,null=invalid_character", "?created_after=yesterday,created_after=wrong_type",
			"?created_after=2026-01-01,created_after=wrong_type", "/limited?max_depth=6,max_depth=above_maximum",
			"/limited,max_depth=required", "/17,id=wrong_type", "/%E3%81%82,id=wrong_type" })
	void namesTheParameter(String address, String wrong) {
		assertThat(this.calls.get(THINGS + address).error()).isEqualTo("400 VALIDATION_FAILED " + wrong);
	}

	@Test
	void tellsTheOpenActions() {
		assertThat(this.calls.post(THING + "/actions/explode", "{}").error())
			.isEqualTo("409 ACTION_NOT_OPEN start=open_action cancel=open_action");
	}

	@Test
	void refusesWhatIsTooLarge() {
		assertThat(attach(11 << 20, "notes").error()).isEqualTo("413 TOO_LARGE file=too_large");
		assertThat(attach(10 << 20, "notes")).extractingPath("$.data.size").isEqualTo(10 << 20);
		assertThat(attach(51 << 20, "notes").error()).startsWith("413 TOO_LARGE");
		assertThat(this.calls.post(THINGS, "{\"title\": \"" + "x".repeat(11 << 20) + "\"}").error())
			.isEqualTo("413 TOO_LARGE null=too_large");
	}

	@Test
	void refusesABrokenUpload() {
		assertThat(attach(10, "a\0b").error()).isEqualTo("400 VALIDATION_FAILED note=invalid_character");
		assertThat(this.calls
			.call("POST", THING + "/attachments", "nonsense".getBytes(StandardCharsets.UTF_8), "Content-Type",
					"multipart/form-data; boundary=x")
			.error()).startsWith("400 VALIDATION_FAILED");
		assertThat(this.calls
			.call("POST", THING + "/attachments", "nonsense".getBytes(StandardCharsets.UTF_8), "Content-Type",
					"multipart/form-data")
			.error()).isEqualTo("400 VALIDATION_FAILED null=unreadable");
		assertThat(this.calls
			.call("POST", THING + "/attachments", "--x--\r\n".getBytes(StandardCharsets.UTF_8), "Content-Type",
					"multipart/form-data; boundary=x")
			.error()).isEqualTo("400 VALIDATION_FAILED file=required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%zz", "/%00", "?page=%", "?page=%zz" })
	void answersABrokenAddressInTheSameForm(String rest) {
		assertThat(Raw.get(this.port, THINGS + rest)).startsWith("HTTP/1.1 400")
			.contains("{\"error\":{\"code\":\"VALIDATION_FAILED\"")
			.doesNotContain("<html", "Tomcat", "\tat ");
	}

	@Test
	void refusesAddressesAndHeadersThatAreTooLong() {
		assertThat(Raw.get(this.port, THINGS + "?q=" + "x".repeat(9_000))).startsWith("HTTP/1.1 400");
		assertThat(Raw.get(this.port, THINGS + " HTTP/1.1\r\nX-Long: " + "x".repeat(9_000) + "\r\nX-Rest:"))
			.startsWith("HTTP/1.1 4");
	}

	@Test
	void answersAnAddressWithForbiddenCharactersInTheSameForm() {
		assertThat(Raw.get(this.port, THINGS + "?a=<{|}>\"")).startsWith("HTTP/1.1 400")
			.contains("{\"error\":{\"code\":\"VALIDATION_FAILED\"")
			.doesNotContain("<html", "Tomcat", "\tat ");
	}

	private String post(byte[] body) {
		return this.calls.call("POST", THINGS, body).error();
	}

	private Calls.Answer attach(int size, String note) {
		String head = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n" + note
				+ "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
		return this.calls.call("POST", THING + "/attachments",
				(head + "x".repeat(size) + "\r\n--x--\r\n").getBytes(StandardCharsets.UTF_8), "Content-Type",
				"multipart/form-data; boundary=x");
	}

}
