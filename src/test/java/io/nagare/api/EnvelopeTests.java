package io.nagare.api;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class EnvelopeTests {

	private static final String THING = "/api/v1/things/" + Things.ID;

	@LocalServerPort
	private int port;

	private Calls calls;

	@BeforeEach
	void caller() {
		this.calls = new Calls(this.port);
	}

	@Test
	void wrapsOneThing() {
		var answer = this.calls.get(THING);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer).extractingPath("$.data")
			.asMap()
			.containsEntry("title", "A printer")
			.containsEntry("created_at", "1970-01-01T00:00:00Z")
			.containsEntry("version", 7);
		assertThat(answer).extractingPath("$").asMap().containsOnlyKeys("data", "meta", "links");
		assertThat(answer).extractingPath("$.meta").asMap().isEmpty();
		assertThat(answer).extractingPath("$.links.self").isEqualTo(THING);
	}

	@Test
	void linksWhatWasMade() {
		var answer = this.calls.post("/api/v1/things", "{\"title\": \"ファイル\"}");
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.header("Location")).isEqualTo(THING);
		assertThat(answer).extractingPath("$.links.self").isEqualTo(THING);
		assertThat(answer).extractingPath("$.data.title").isEqualTo("ファイル");
	}

	@Test
	void pagesAList() {
		var answer = this.calls.get("/api/v1/things?sort=-title&page=2&limit=20&created_after=2026-01-01T00:00:00Z");
		assertThat(answer).extractingPath("$.data").asArray().hasSize(20);
		assertThat(answer).extractingPath("$.pagination")
			.asMap()
			.isEqualTo(Map.of("current_page", 2, "total_pages", 3, "page_size", 20, "total_items", 45, "has_next", true,
					"has_prev", true));
		String others = "/api/v1/things?sort=-title&limit=20&created_after=2026-01-01T00:00:00Z&page=";
		assertThat(answer).extractingPath("$.links")
			.asMap()
			.isEqualTo(Map.of("first", others + 1, "prev", others + 1, "next", others + 3, "last", others + 3));
	}

	@Test
	void pagesAnEmptyList() {
		var answer = this.calls.get("/api/v1/things?total=0");
		assertThat(answer).extractingPath("$.data").asArray().isEmpty();
		assertThat(answer).extractingPath("$.pagination")
			.asMap()
			.isEqualTo(Map.of("current_page", 1, "total_pages", 0, "page_size", 20, "total_items", 0, "has_next", false,
					"has_prev", false));
		assertThat(answer).extractingPath("$.links").asMap().containsOnlyKeys("first", "last");
	}

	@Test
	void leadsBackFromBeyondTheLastPage() {
		var answer = this.calls.get("/api/v1/things?page=9");
		assertThat(answer).extractingPath("$.links.prev").asString().endsWith("page=3");
		assertThat(answer).extractingPath("$.pagination.has_next").asBoolean().isFalse();
	}

	@Test
	void saysThatALongListIsLonger() {
		var answer = this.calls.get("/api/v1/things?total=20000&page=500");
		assertThat(answer).extractingPath("$.meta.total_is_lower_bound").asBoolean().isTrue();
		assertThat(answer).extractingPath("$.pagination.total_items").isEqualTo(10_000);
		assertThat(answer).extractingPath("$.pagination.has_next").asBoolean().isTrue();
		assertThat(answer).extractingPath("$.links").asMap().containsOnlyKeys("first", "prev", "next");
	}

	@Test
	void walksByCursorWithoutTotals() {
		var answer = this.calls.get("/api/v1/things?cursor=&limit=5");
		assertThat(answer).extractingPath("$.pagination").asMap().isEqualTo(Map.of("page_size", 5, "has_next", true));
		assertThat(answer).extractingPath("$.links")
			.asMap()
			.isEqualTo(Map.of("first", "/api/v1/things?limit=5&cursor=", "next",
					"/api/v1/things?limit=5&cursor=a%20b%26c"));
		assertThat(this.calls.get(answer.text("$.links.next"))).extractingPath("$.pagination.has_next")
			.asBoolean()
			.isFalse();
	}

	@Test
	void wrapsAWholeList() {
		var answer = this.calls.get("/api/v1/things/names");
		assertThat(answer).extractingPath("$.data").asArray().containsExactly("a", "b");
		assertThat(answer).extractingPath("$").asMap().containsOnlyKeys("data", "meta", "links");
	}

	@Test
	void leavesTokensTextAndBytesBare() {
		assertThat(this.calls.post("/api/v1/auth/login", "").body()).isEqualTo("{\"access_token\":\"t\"}");
		assertThat(this.calls.get("/api/v1/things/text").body()).isEqualTo("plain");
		assertThat(this.calls.get("/api/v1/things/bytes").body()).hasSize(3);
		assertThat(this.calls.call("DELETE", THING, new byte[0]).status()).isEqualTo(204);
	}

	@Test
	void tagsAThingWithItsVersion() {
		var answer = this.calls.get(THING);
		assertThat(answer.header("ETag")).isEqualTo("\"7\"");
		for (String known : List.of("\"7\"", "W/\"7\"", "\"6\", \"7\"", "*")) {
			var second = this.calls.get(THING, "If-None-Match", known);
			assertThat(second.status()).isEqualTo(304);
			assertThat(second.header("ETag")).isEqualTo("\"7\"");
			assertThat(second.body()).isEmpty();
		}
		assertThat(this.calls.get(THING, "If-None-Match", "\"6\"").status()).isEqualTo(200);
	}

	@Test
	void changesOnlyTheVersionThatWasRead() {
		for (String fresh : List.of("\"7\"", "W/\"7\"", "\"1\", \"7\"", "*", "7")) {
			assertThat(this.calls.patch(THING, "{}", "If-Match", fresh).status()).as(fresh).isEqualTo(200);
		}
		assertThat(this.calls.patch(THING, "{}").status()).isEqualTo(200);
		for (String stale : List.of("\"6\"", "\"77\"", "nonsense", "\"\"")) {
			assertThat(this.calls.patch(THING, "{}", "If-Match", stale).error()).as(stale).isEqualTo("412 STALE");
		}
	}

	@Test
	void tellsAnAbsentFieldFromANullOne() {
		assertThat(this.calls.patch(THING, "{\"owner_id\": null}")).extractingPath("$.data")
			.asMap()
			.isEqualTo(Map.of("title", "JsonNullable.undefined", "owner_id", "JsonNullable[null]"));
		assertThat(this.calls.patch(THING, "{\"title\": \"x\"}")).extractingPath("$.data")
			.asMap()
			.isEqualTo(Map.of("title", "JsonNullable[x]", "owner_id", "JsonNullable.undefined"));
	}

}
