package io.nagare;

import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;

import io.nagare.shared.PlainJson;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What JSON calls its fields is kept by its readers for good, so nobody fills a node with
 * it.
 */
@NagareTest
class LongNamesTests {

	private static final String LONG = "x".repeat(2000);

	@LocalServerPort
	private int port;

	@Autowired
	private Map<String, ObjectMapper> mappers;

	private Client agent;

	@BeforeEach
	void signIn() {
		this.agent = new Client(this.port).as("agent1");
	}

	@Test
	void areRefusedAtEveryDoor() {
		for (String body : new String[] { Api.json(LONG, 1),
				Api.json("query", "{ teams { name } }", "variables", Map.of(LONG, 1)) }) {
			for (String path : new String[] { "/api/v1/incidents", "/graphql" }) {
				assertThat(said(path, body, "en")).contains("name_too_long", "1,000 bytes");
				assertThat(said(path, body, "ja")).contains("name_too_long", "1,000 バイト");
			}
		}
		assertThat(
				this.agent.with("Accept", MediaType.TEXT_EVENT_STREAM_VALUE).post("/graphql", Api.json(LONG, 1)).body())
			.contains("name_too_long");
		assertThat(said("/engine-rest/task", Api.json(LONG, 1), "en")).contains("a field name is too long");
		assertThat(said("/mcp", Api.json(LONG, 1), "en")).contains("-32700");
	}

	private String said(String path, String body, String language) {
		Answer answer = this.agent.with("Accept-Language", language).post(path, body);
		assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(400);
		return answer.body();
	}

	/** Those of the libraries too, made when the product started or later. */
	@Test
	void areReadByNobody() {
		assertThat(Stream.concat(this.mappers.values().stream(), Stream.of(PlainJson.MAPPER))
			.map(ObjectMapper::getFactory)
			.map(JsonFactory::streamReadConstraints))
			.allSatisfy((bounds) -> assertThat(bounds.getMaxNameLength()).isEqualTo(1000));
		assertThat(StreamReadConstraints.defaults().getMaxNameLength()).isEqualTo(1000);
	}

}
