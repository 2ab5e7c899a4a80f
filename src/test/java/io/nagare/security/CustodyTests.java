package io.nagare.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever asks later can tell through whose hands a file went, and whether it is still
 * the same.
 */
@NagareTest
class CustodyTests {

	@LocalServerPort
	private int port;

	@Value("${nagare.data-dir}")
	private Path data;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	@Test
	void tellsWhoPutAFileThereTookItHomeAndRemovedIt() throws Exception {
		String incident = this.house.as("reporter").report("不審なファイル").path("id").asText();
		Answer put = this.house.as("agent1")
			.upload("/incidents/" + incident + "/attachments", "log.txt", "text/plain",
					"evidence".getBytes(StandardCharsets.UTF_8));
		assertThat(put.status()).as(put.body()).isEqualTo(201);
		String file = put.data().path("id").asText();
		assertThat(this.house.client("agent2").get("/api/v1/incidents/" + incident + "/attachments/" + file).body())
			.isEqualTo("evidence");
		JsonNode custody = custody(file);
		assertThat(custody.path("intact").asBoolean()).isTrue();
		assertThat(custody.path("sha256").asText()).matches("[0-9a-f]{64}");
		assertThat(each(custody.path("entries"), "action")).containsExactly("attachment.create", "attachment.read");
		assertThat(custody.at("/entries/1/actor/id").asText()).isEqualTo(this.house.idOf("agent2"));
		assertThat(custody.at("/entries/1/after/sha256").asText()).isEqualTo(custody.path("sha256").asText());

		Files.writeString(this.data.resolve("attachments").resolve(incident).resolve(file), "evidencf");
		assertThat(custody(file).path("intact").asBoolean()).isFalse();

		assertThat(this.house.as("agent1").delete("/incidents/" + incident + "/attachments/" + file).status())
			.isEqualTo(204);
		JsonNode gone = custody(file);
		assertThat(gone.path("file_name").isNull()).isTrue();
		assertThat(each(gone.path("entries"), "action")).endsWith("attachment.delete");
	}

	@Test
	void isForWhoReadsTheAuditLog() {
		String incident = this.house.as("reporter").report("不審なファイル").path("id").asText();
		String file = this.house.as("agent1")
			.upload("/incidents/" + incident + "/attachments", "log.txt", "text/plain",
					"evidence".getBytes(StandardCharsets.UTF_8))
			.data()
			.path("id")
			.asText();
		assertThat(this.house.as("agent1").get("/attachments/" + file + "/custody").status()).isEqualTo(403);
		assertThat(OwnHouse.at(this.port).as("admin").get("/attachments/" + file + "/custody").status()).isEqualTo(404);
	}

	private JsonNode custody(String file) {
		Answer answer = this.house.as("admin").get("/attachments/" + file + "/custody");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

}
