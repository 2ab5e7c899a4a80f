package io.nagare.ticket.copy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What was reported as one thing and is another goes on as what it is. */
@NagareTest
class TicketConversionTests {

	private static final Map<String, Object> SHARED_ACCESS = Map.of("type", "shared-access", "resource_kind", "folder",
			"resource", "営業部", "change_kind", "grant", "members", "demo", "access_level", "read", "purpose", "見積もり");

	@LocalServerPort
	private int port;

	@Value("${nagare.data-dir}")
	private Path data;

	@Test
	void makesARequestOfAnIncident() {
		Api agent = Api.at(this.port).as("agent1");
		Api reporter = Api.at(this.port).as("reporter1");
		JsonNode incident = reporter.report("共有フォルダーが開けない", "description", "営業部の", "tags", List.of("共有"));
		String path = "/incidents/" + incident.path("id").asText();
		assertThat(reporter.upload(path + "/attachments", "a.txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8))
			.status()).isEqualTo(201);
		assertThat(reporter.post(path + "/work-notes", "content", "急ぎません", "is_public", "Y").status()).isEqualTo(201);
		assertThat(agent.post(path + "/work-notes", "content", "権限がない", "is_public", "N").status()).isEqualTo(201);
		assertThat(agent.post(path + "/work-notes", "content", "確認します", "is_public", "Y").status()).isEqualTo(201);
		assertThat(Api.refusal(reporter.post(path + "/convert", "kind", "request", "fields", SHARED_ACCESS)))
			.startsWith("403");
		assertThat(Api.refusal(agent.post(path + "/convert", "kind", "request", "fields", Map.of()))).startsWith("400")
			.contains("type");
		assertThat(Api.refusal(agent.post(path + "/convert", "kind", "change"))).startsWith("409")
			.contains("not_converted");
		assertThat(Api.refusal(agent.post(path + "/convert", "kind", "complaint"))).startsWith("400").contains("kind");
		assertThat(agent.get(path).data().path("status").asText()).as("nothing was begun").isEqualTo("new");
		assertThat(agent.get(path).data().path("links")).isEmpty();

		Answer answer = agent.post(path + "/convert", "kind", "request", "fields", SHARED_ACCESS, "reason", "故障ではない");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		String id = answer.data().path("id").asText();
		JsonNode request = agent.get("/requests/" + id).data();
		for (String same : new String[] { "title", "description", "tags", "reporter" }) {
			assertThat(request.path(same)).as(same).isEqualTo(incident.path(same));
		}
		assertThat(request.path("type").asText()).isEqualTo("shared-access");
		assertThat(request.path("responded_at").isNull()).as("he was answered").isFalse();
		assertThat(each(request.path("work_notes"), "content")).contains("急ぎません", "権限がない", "確認します");
		assertThat(each(reporter.get("/requests/" + id).data().path("work_notes"), "content"))
			.contains("急ぎません", "確認します")
			.doesNotContain("権限がない");
		JsonNode said = agent.get("/requests/" + id).data().path("work_notes").path(0);
		assertThat(said.path("created_by").path("username").asText()).isEqualTo("reporter1");
		assertThat(each(request.path("attachments"), "file_name")).containsExactly("a.txt");
		JsonNode file = request.path("attachments").path(0);
		assertThat(file.path("uploaded_by").path("username").asText()).as("who sent it").isEqualTo("reporter1");
		assertThat(agent.get("/requests/" + id + "/attachments/" + file.path("id").asText()).body()).isEqualTo("x");
		assertThat(each(request.path("links"), "ticket_id")).containsExactly(incident.path("id").asText());
		JsonNode first = agent.get(path).data();
		assertThat(first.path("status").asText()).isEqualTo("cancelled");
		assertThat(first.path("work_notes").toString()).contains(request.path("request_number").asText(), "故障ではない");
		assertThat(Api.refusal(agent.post(path + "/convert", "kind", "request", "fields", SHARED_ACCESS)))
			.startsWith("409");
	}

	@Test
	void makesAnIncidentOfARequestAndAProblemOfThat() {
		Api agent = Api.at(this.port).as("agent1");
		Answer asked = Api.at(this.port)
			.as("reporter1")
			.postRaw("/requests",
					Api.json(SHARED_ACCESS.entrySet()
						.stream()
						.flatMap((field) -> List.of(field.getKey(), field.getValue()).stream())
						.toArray()));
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		String path = "/requests/" + asked.data().path("id").asText();
		Answer answer = agent.post(path + "/convert", "kind", "incident", "fields", Map.of("title", "開けない"));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		assertThat(answer.data().path("title").asText()).isEqualTo("開けない");
		assertThat(answer.data().path("reporter").path("username").asText()).isEqualTo("reporter1");
		assertThat(answer.data().path("responded_at").isNull()).as("nobody has answered yet").isTrue();
		assertThat(agent.get(path).data().path("phase").asText()).isEqualTo("cancelled");
		String incident = answer.data().path("id").asText();
		Answer problem = agent.post("/incidents/" + incident + "/convert", "kind", "problem");
		assertThat(problem.status()).as(problem.body()).isEqualTo(201);
		assertThat(problem.data().path("problem_number").asText()).startsWith("PRB");
		assertThat(each(agent.get("/problems/" + problem.data().path("id").asText()).data().path("links"), "ticket_id"))
			.containsExactly(incident);
	}

	@Test
	void leavesOutAFileThatIsLostAndSaysSo() throws IOException {
		Api agent = Api.at(this.port).as("agent1");
		String incident = agent.report("ログが壊れた").path("id").asText();
		List<String> files = Stream.of("lost.txt", "kept.txt")
			.map((name) -> agent
				.upload("/incidents/" + incident + "/attachments", name, "text/plain",
						name.getBytes(StandardCharsets.UTF_8))
				.data()
				.path("id")
				.asText())
			.toList();
		Files.delete(this.data.resolve("attachments").resolve(incident).resolve(files.get(0)));
		Answer answer = agent.post("/incidents/" + incident + "/convert", "kind", "problem");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		JsonNode problem = agent.get("/problems/" + answer.data().path("id").asText()).data();
		assertThat(each(problem.path("attachments"), "file_name")).containsExactly("kept.txt");
		assertThat(each(problem.path("work_notes"), "content")).anyMatch((said) -> said.contains("lost.txt"));
	}

}
