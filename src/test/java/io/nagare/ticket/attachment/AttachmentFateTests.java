package io.nagare.ticket.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a file whose transaction does not come to its end. */
@NagareTest
class AttachmentFateTests {

	private static final String LOSE_THE_CONNECTION = """
			CREATE FUNCTION test_end() RETURNS trigger LANGUAGE plpgsql AS
			  $$ BEGIN IF NEW.file_name = 'doubt.txt' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
			     IF NEW.file_name = 'refused.txt' THEN RAISE 'refused'; END IF; RETURN NEW; END $$;
			CREATE CONSTRAINT TRIGGER test_in_doubt AFTER INSERT ON ticket_attachments
			  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.file_name = 'doubt.txt') EXECUTE FUNCTION test_end();
			CREATE TRIGGER test_refused BEFORE INSERT ON ticket_attachments
			  FOR EACH ROW WHEN (NEW.file_name = 'refused.txt') EXECUTE FUNCTION test_end();
			""";

	private static final String RESTORE = """
			DROP TRIGGER IF EXISTS test_in_doubt ON ticket_attachments;
			DROP TRIGGER IF EXISTS test_refused ON ticket_attachments;
			DROP FUNCTION IF EXISTS test_end();
			""";

	@LocalServerPort
	private int port;

	@Value("${nagare.data-dir}")
	private Path data;

	@Autowired
	private FlywayConnectionDetails owner;

	private JdbcTemplate asOwner() {
		return new JdbcTemplate(new DriverManagerDataSource(this.owner.getJdbcUrl(), this.owner.getUsername(),
				this.owner.getPassword()));
	}

	@AfterEach
	void restore() {
		asOwner().execute(RESTORE);
	}

	@Test
	void isKeptWhereNobodyKnowsWhetherTheCommitHappenedAndRemovedWhereItDidNotBegin() throws IOException {
		Api agent = Api.at(this.port).as("agent1");
		String id = agent.report("停電").path("id").asText();
		assertThat(upload(agent, id, "kept.txt").status()).isEqualTo(201);
		assertThat(files(id)).hasSize(1);
		asOwner().execute(LOSE_THE_CONNECTION);
		assertThat(upload(agent, id, "refused.txt").status()).isGreaterThanOrEqualTo(400);
		assertThat(files(id)).hasSize(1);
		assertThat(upload(agent, id, "doubt.txt").status()).isEqualTo(503);
		assertThat(files(id)).hasSize(2);
	}

	@Test
	void isTakenAwayForGoodByWhoSentIt() throws IOException {
		Api reporter = Api.at(this.port).as("reporter1");
		Api agent = Api.at(this.port).as("agent1");
		String id = reporter.report("写真を間違えた").path("id").asText();
		List<String> paths = Stream.of(upload(reporter, id, "wrong.txt"), upload(agent, id, "log.txt"))
			.map((answer) -> "/incidents/" + id + "/attachments/" + answer.data().path("id").asText())
			.toList();
		assertThat(Api.refusal(reporter.delete(paths.get(1)))).startsWith("403").contains("not_own_file");
		assertThat(Api.refusal(agent.delete(paths.get(0)))).startsWith("403").contains("not_own_file");
		assertThat(Api.at(this.port).as("reporter2").delete(paths.get(0)).status()).isEqualTo(404);
		assertThat(files(id)).hasSize(2);
		assertThat(reporter.delete(paths.get(0)).status()).isEqualTo(204);
		assertThat(reporter.delete(paths.get(0)).status()).isEqualTo(404);
		assertThat(reporter.get(paths.get(0)).status()).isEqualTo(404);
		assertThat(files(id)).hasSize(1);
		assertThat(agent.get("/incidents/" + id).data().path("work_notes").toString()).contains("wrong.txt");
		agent.does(id, "cancel", "reason", "間違い");
		assertThat(Api.refusal(agent.delete(paths.get(1)))).startsWith("409").contains("file_of_ended_ticket");
		Api admin = Api.at(this.port).as("admin");
		assertThat(admin.delete(paths.get(1)).status()).isEqualTo(204);
		assertThat(files(id)).isEmpty();
		assertThat(removalOnRecord(admin, paths.get(0))).contains(id, "wrong.txt", "sha256", "reporter1");
		assertThat(removalOnRecord(admin, paths.get(1))).contains(id, "log.txt", "sha256", "admin");
	}

	private static String removalOnRecord(Api admin, String path) {
		String file = path.substring(path.lastIndexOf('/') + 1);
		return admin.get("/audit?action=attachment.delete&entity_type=attachment&entity_id=" + file).data().toString();
	}

	/** The row is on the disk when its sender hears of it, and so is the file. */
	@Test
	void isOnTheDiskBeforeItIsAcknowledged() throws Exception {
		Api agent = Api.at(this.port).as("agent1");
		String id = agent.report("停電").path("id").asText();
		Path log = Files.createTempFile("forced", ".jfr");
		try (Recording recording = new Recording()) {
			recording.enable("jdk.FileForce").withoutThreshold();
			recording.start();
			assertThat(upload(agent, id, "kept.txt").status()).isEqualTo(201);
			recording.stop();
			recording.dump(log);
		}
		List<String> forced = RecordingFile.readAllEvents(log)
			.stream()
			.map((event) -> Path.of(event.getString("path")).toAbsolutePath().toString())
			.toList();
		Files.delete(log);
		Path file = files(id).get(0).toAbsolutePath();
		assertThat(forced).contains(file.toString(), file.resolveSibling("").toString(),
				this.data.resolve("attachments").toAbsolutePath().toString());
	}

	private static Answer upload(Api agent, String id, String name) {
		return agent.upload("/incidents/" + id + "/attachments", name, "text/plain",
				name.getBytes(StandardCharsets.UTF_8));
	}

	private List<Path> files(String id) throws IOException {
		try (Stream<Path> files = Files.list(this.data.resolve("attachments").resolve(id))) {
			return files.toList();
		}
	}

}
