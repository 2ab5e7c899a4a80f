package io.nagare.api;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorTests {

	@LocalServerPort
	private int port;

	private Calls calls;

	@BeforeEach
	void caller() {
		this.calls = new Calls(this.port);
	}

	@ParameterizedTest
	@CsvSource({ "wrapped,412 STALE", "optimistic,409 CONFLICT null=concurrent_change",
			"unique,409 CONFLICT null=already_exists", "value,400 VALIDATION_FAILED null=invalid",
			"stranger,401 UNAUTHENTICATED", "denied,401 UNAUTHENTICATED", "often,429 RATE_LIMITED null=retry_after",
			"gone,404 NOT_FOUND", "not-null,500 INTERNAL" })
	void understandsWhatWentWrong(String kind, String error) {
		assertThat(this.calls.get("/api/v1/failures/" + kind).error()).isEqualTo(error);
	}

	@ParameterizedTest
	@ValueSource(strings = { "full", "long", "disk", "upload" })
	void asksToComeBackWhereTheDiskIsFullOrTheDatabaseAtItsEnd(String kind) {
		var answer = this.calls.get("/api/v1/failures/" + kind);
		assertThat(answer.error()).startsWith("503 UNAVAILABLE");
		assertThat(answer.header("Retry-After")).isEqualTo("5");
	}

	@Test
	void saysWhenToComeBackAndHowToSignIn() {
		assertThat(this.calls.get("/api/v1/failures/often").header("Retry-After")).isEqualTo("17");
		assertThat(this.calls.get("/api/v1/failures/stranger").header("WWW-Authenticate")).isEqualTo("Bearer");
	}

	@Test
	void keepsADefectToItself(CapturedOutput log) {
		var answer = this.calls.get("/api/v1/failures/defect");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer).extractingPath("$.error").asMap().containsOnlyKeys("code", "message", "details");
		String message = answer.text("$.error.message");
		String reference = message.substring(message.lastIndexOf(' ') + 1);
		assertThat(answer.body()).doesNotContain("secret", "Exception");
		assertThat(log).contains(reference).contains("secret: select * from users").contains("Things.fail");
	}

	@Test
	void speaksTheLanguageOfTheCaller() {
		for (String japanese : new String[] { "ja", "ja-JP,en;q=0.5", "fr", "*", "fr,ja;q=0.5" }) {
			var answer = this.calls.get("/api/v1/failures/gone", "Accept-Language", japanese);
			assertThat(answer).extractingPath("$.error.message").as(japanese).isEqualTo("対象が見つかりません。");
			assertThat(answer.header("Content-Language")).isEqualTo("ja");
			assertThat(answer.header("Content-Type")).isEqualTo("application/json");
			assertThat(answer.header("Vary")).contains("Accept-Language");
		}
		for (String english : new String[] { "en", "en-GB", "fr,en;q=0.5,ja;q=0.2", "en" + ",en".repeat(500) }) {
			var answer = this.calls.get("/api/v1/failures/gone", "Accept-Language", english);
			assertThat(answer).extractingPath("$.error.message").as(english).isEqualTo("This does not exist.");
			assertThat(answer.header("Content-Language")).isEqualTo("en");
		}
	}

	@Test
	void answersWhatNoControllerTakes() {
		assertThat(this.calls.get("/api/v1/nothing").error()).isEqualTo("404 NOT_FOUND");
		assertThat(this.calls.get("/nothing").error()).isEqualTo("404 NOT_FOUND");
		var method = this.calls.call("PUT", "/api/v1/things", "{}".getBytes(StandardCharsets.UTF_8));
		assertThat(method.error()).isEqualTo("405 METHOD_NOT_ALLOWED");
		assertThat(method.header("Allow")).contains("GET").contains("POST");
		assertThat(this.calls.post("/api/v1/things", "title=x", "Content-Type", "text/plain").error())
			.isEqualTo("415 UNSUPPORTED_TYPE");
		assertThat(this.calls.post("/api/v1/things", "title=x", "Content-Type", "no type at all").error())
			.isEqualTo("415 UNSUPPORTED_TYPE");
		assertThat(this.calls.get("/api/v1/things", "Accept", "text/csv").error()).isEqualTo("406 NOT_ACCEPTABLE");
		assertThat(this.calls.get("/api/v1/failures/gone", "Accept", "text/csv").error()).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void answersWhatFailsInAFilter() {
		var answer = this.calls.get("/broken-filter");
		assertThat(answer.error()).isEqualTo("500 INTERNAL");
		assertThat(answer.body()).doesNotContain("secret");
	}

	@Test
	void treatsTheErrorPageItselfAsNothing() {
		assertThat(this.calls.get("/error").error()).isEqualTo("404 NOT_FOUND");
	}

}
