package io.nagare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the committed contract to the code. */
@NagareTest
class OpenApiTests {

	private static final Path COMMITTED = Path.of("openapi", "openapi.json");

	/**
	 * What there is one of, what is done rather than kept, and what English does not
	 * count.
	 */
	private static final Set<String> UNCOUNTED = Set.of("tenant", "second-factor-rule", "audit", "auth", "bulk",
			"search", "presence", "push", "mining", "personal-data", "recurring-work", "checklist", "distinct-from");

	@Autowired
	private MockMvcTester mvc;

	@Test
	@Tag("generated")
	void generatesTheCommittedDocument() throws IOException {
		Generated.hold(COMMITTED, generated());
	}

	@Test
	void namesEachParameterOfAnOperationOnce() throws IOException {
		JsonNode paths = new ObjectMapper().readTree(COMMITTED.toFile()).path("paths");
		paths.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> assertThat(operation.getValue().path("parameters"))
					.as(operation.getKey() + " " + path.getKey())
					.doesNotHaveDuplicates()));
	}

	/** Whatever has more than one member is named in the plural. */
	@Test
	void namesCollectionsInThePlural() throws IOException {
		Set<String> collections = new TreeSet<>();
		new ObjectMapper().readTree(COMMITTED.toFile()).path("paths").fieldNames().forEachRemaining((path) -> {
			String[] segments = path.replaceFirst("^/api/v1/", "").split("/", -1);
			collections.add(segments[0]);
			for (int at = 1; at < segments.length; at++) {
				if (segments[at].startsWith("{")) {
					collections.add(segments[at - 1]);
				}
			}
		});
		collections.removeIf((word) -> word.startsWith("{") || UNCOUNTED.contains(word));
		assertThat(collections).hasSizeGreaterThan(40).allSatisfy((word) -> assertThat(word).endsWith("s"));
	}

	private String generated() throws IOException {
		// the library writes the fields of some schemas in whatever order it finds them
		ObjectMapper json = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
		byte[] document = this.mvc.get().uri("/v3/api-docs").exchange().getResponse().getContentAsByteArray();
		return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readValue(document, Map.class)) + "\n";
	}

}
