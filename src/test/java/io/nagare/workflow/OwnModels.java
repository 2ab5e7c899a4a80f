package io.nagare.workflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.signin.Client;
import io.nagare.shared.Tenancy;

/** A process owner of the tenant "other", who makes models of his own. */
@Component
@Lazy
public class OwnModels {

	private static final String OWNER = "other-owner";

	private static final String PASSWORD = "a long pass phrase 1";

	private final List<String> tickets = new ArrayList<>();

	private final Client stranger;

	private final RepositoryService repository;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	OwnModels(@Value("${local.server.port}") int port, RepositoryService repository, JdbcTemplate jdbc,
			TransactionTemplate transaction) {
		this.stranger = new Client(port);
		this.repository = repository;
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/** The owner, signed in. */
	Client owner() {
		this.stranger.as("other-admin").post("/api/v1/users", """
				{"username": "other-owner", "email": "other-owner@other.example", "first_name": "次郎",
					"last_name": "森", "role": "process_owner", "password": "a long pass phrase 1"}""");
		return this.stranger.bearing(this.stranger.login(OWNER, PASSWORD).text("access_token"));
	}

	Client as(String username) {
		return this.stranger.as(username);
	}

	/** Sends files and fields as a browser does; the files are those with a dot. */
	public static Client.Answer send(Client client, String path, Map<String, String> parts) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		parts.forEach((name, content) -> {
			String head = name.contains(".") ? "name=\"files\"; filename=\"" + name + "\"" : "name=\"" + name + "\"";
			head += content.startsWith("{") ? "\r\nContent-Type: application/json" : "";
			body.writeBytes(("--x\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n")
				.getBytes(StandardCharsets.UTF_8));
		});
		body.writeBytes("--x--\r\n".getBytes(StandardCharsets.UTF_8));
		return client.post("/api/v1" + path, body.toByteArray(), "multipart/form-data; boundary=x");
	}

	public static String shipped(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** An incident that an agent reports; what came back. */
	JsonNode report(String more) {
		JsonNode incident = as("other-agent")
			.post("/api/v1/incidents", "{\"title\": \"x\", \"priority\": \"high\"" + more + "}")
			.data();
		this.tickets.add(incident.path("id").asText());
		return incident;
	}

	/** Nothing of it is left: neither models nor tickets that run on them. */
	void clear() {
		this.tickets.forEach((id) -> {
			Client.Answer cancelled = as("other-agent").post("/api/v1/incidents/" + id + "/actions/cancel",
					"{\"reason\": \"x\"}");
			if (cancelled.status() != 200) {
				// resolved, or where its process has no way to cancel
				as("other-admin").delete("/api/v1/incidents/" + id + "?reason=x");
			}
		});
		this.tickets.clear();
		Tenancy.asPlatform(() -> {
			this.repository.createDeploymentQuery()
				.tenantIdIn("other")
				.list()
				.forEach((deployment) -> this.repository.deleteDeployment(deployment.getId(), true));
			this.transaction.executeWithoutResult((status) -> this.jdbc.update("DELETE FROM model_variants_left"));
		});
	}

}
