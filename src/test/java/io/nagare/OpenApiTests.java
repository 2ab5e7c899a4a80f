package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the committed contract to the code. After an intended change write it anew with
 * {@code mvn test -Dtest=OpenApiTests -Dopenapi.write} and read the difference before
 * committing it.
 */
@SpringBootTest
@AutoConfigureMockMvc(addFilters = false)
@ActiveProfiles("test")
class OpenApiTests {

	private static final Path COMMITTED = Path.of("openapi", "openapi.json");

	@Autowired
	private MockMvcTester mvc;

	@Test
	void generatesTheCommittedDocument() throws IOException {
		String generated = generated();
		if (System.getProperty("openapi.write") != null) {
			Files.createDirectories(COMMITTED.getParent());
			Files.writeString(COMMITTED, generated);
		}
		assertThat(Files.readString(COMMITTED)).isEqualTo(generated);
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

	private String generated() throws IOException {
		// the library writes the fields of some schemas in whatever order it finds them
		ObjectMapper json = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
		byte[] document = this.mvc.get().uri("/v3/api-docs").exchange().getResponse().getContentAsByteArray();
		return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readValue(document, Map.class)) + "\n";
	}

}
