package io.nagare.api.document;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.api.ApiTest;
import io.nagare.api.Calls;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class ApiDocumentTests {

	private static final String THING = "$.paths['/api/v1/things/{id}']";

	private static final String ANSWER = ".responses['200'].content['application/json'].schema.properties";

	@LocalServerPort
	private int port;

	private Calls calls;

	private Calls.Answer document;

	@BeforeEach
	void read() {
		this.calls = new Calls(this.port);
		this.document = this.calls.get("/v3/api-docs");
	}

	@Test
	void saysWhoseItIsAndHowToSignIn() {
		assertThat(this.document).extractingPath("$.info.title").isEqualTo("Nagare API");
		assertThat(this.document).extractingPath("$.openapi").isEqualTo("3.0.3");
		assertThat(this.document).extractingPath("$.info.version").isEqualTo("v1");
		assertThat(this.document).extractingPath("$.servers").asArray().containsExactly(Map.of("url", "/"));
		assertThat(this.document).extractingPath("$.security")
			.asArray()
			.containsExactly(Map.of("bearerAuth", List.of()), Map.of("oauth2", List.of()));
		assertThat(this.document).extractingPath("$.paths['/api/v1/auth/login'].post.security").asArray().isEmpty();
	}

	/** Strangers may ask for it, in any language they think of. */
	@Test
	void isWrittenOnceForAll() {
		for (String address : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
			String first = this.calls.get(address).body();
			long began = System.nanoTime();
			for (int i = 0; i < 100; i++) {
				assertThat(this.calls.get(address, "Accept-Language", "x" + (char) ('a' + i % 26) + "-A" + i).body())
					.isEqualTo(first);
			}
			// each was a second's work
			assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
		}
	}

	@Test
	void wrapsOneThing() {
		assertThat(this.document).extractingPath(THING + ".get" + ANSWER + ".data")
			.isEqualTo(Map.of("$ref", "#/components/schemas/Thing"));
		assertThat(this.document).extractingPath(THING + ".get" + ANSWER)
			.asMap()
			.containsOnlyKeys("data", "meta", "links");
		assertThat(this.document).extractingPath("$.components.schemas.Thing.properties")
			.asMap()
			.containsOnlyKeys("id", "title", "created_at", "version");
	}

	@Test
	void wrapsAPage() {
		String list = "$.paths['/api/v1/things'].get";
		assertThat(this.document).extractingPath(list + ANSWER + ".data")
			.isEqualTo(Map.of("type", "array", "items", Map.of("$ref", "#/components/schemas/Thing")));
		assertThat(this.document).extractingPath(list + ANSWER)
			.asMap()
			.containsOnlyKeys("data", "pagination", "meta", "links");
		assertThat(this.document).extractingPath(list + ".parameters[?(@.$ref)]")
			.asArray()
			.extracting("$ref")
			.containsExactly("#/components/parameters/page", "#/components/parameters/limit",
					"#/components/parameters/sort", "#/components/parameters/cursor");
		assertThat(this.document).extractingPath("$.components.schemas")
			.asMap()
			.containsKeys("Pagination", "Error")
			.doesNotContainKeys("PagedThing", "JsonNullableString");
	}

	@Test
	void leavesTokensBare() {
		assertThat(this.document).doesNotHavePath("$.paths['/api/v1/auth/login'].post" + ANSWER);
	}

	@Test
	void tellsAboutErrorsVersionsAndKeys() {
		assertThat(this.document).extractingPath("$.paths..responses.default.$ref")
			.asArray()
			.hasSizeGreaterThan(5)
			.containsOnly("#/components/responses/Error");
		assertThat(this.document).hasPath(THING + ".get.responses['304']");
		assertThat(this.document).hasPath(THING + ".get.responses['200'].headers.ETag");
		assertThat(this.document).extractingPath(THING + ".patch.parameters..$ref")
			.asArray()
			.containsExactly("#/components/parameters/If-Match");
		assertThat(this.document).extractingPath("$.paths['/api/v1/incidents'].post.parameters..$ref")
			.asArray()
			.containsExactly("#/components/parameters/Idempotency-Key");
		assertThat(this.document).hasPath("$.paths['/api/v1/incidents'].post.responses['201'].headers.Location");
		assertThat(this.document).extractingPath(THING + ".delete.responses")
			.asMap()
			.containsOnlyKeys("204", "default");
	}

	@Test
	void showsTheFieldsOfAPatchAsPlainOnes() {
		String fields = "$.components.schemas.ThingUpdate.properties";
		assertThat(this.document).extractingPath(fields + ".title")
			.isEqualTo(Map.of("type", "string", "maxLength", 500, "minLength", 0));
		assertThat(this.document).extractingPath(fields + ".owner_id")
			.isEqualTo(Map.of("type", "string", "format", "uuid"));
	}

	@Test
	void isBrowsedWithoutOutsideAssets() {
		assertThat(this.calls.get("/swagger-ui.html").header("Location")).isEqualTo("/swagger-ui/index.html");
		for (String page : List.of("/swagger-ui/index.html", "/swagger-ui/swagger-initializer.js",
				"/swagger-ui/index.css")) {
			var answer = this.calls.get(page);
			assertThat(answer.status()).as(page).isEqualTo(200);
			assertThat(answer.body()).as(page).doesNotContain("//fonts", "https://", "http://");
		}
		assertThat(this.calls.get("/v3/api-docs/swagger-config")).extractingPath("$.validatorUrl").isEqualTo("");
	}

}
