package io.nagare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.directory.DemoPeople;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls the application as a program of one of the demo's people would: over HTTP, with a
 * token, in English. Paths stand below {@code /api/v1}.
 */
public final class Api {

	private static final String ROOT = "/api/v1";

	private static final ObjectMapper JSON = new ObjectMapper();

	/** Whoever signed in at a port, for as long as a token is surely good. */
	private static final Map<String, SignedIn> SIGNED_IN = new ConcurrentHashMap<>();

	/** Passwords of people who are not the demo's, by port and name. */
	private static final Map<String, String> PASSWORDS = new ConcurrentHashMap<>();

	private static final Duration GOOD = Duration.ofMinutes(5);

	private final Client client;

	private Api(Client client) {
		this.client = client;
	}

	/** A stranger at the application's port. */
	public static Api at(int port) {
		return new Api(new Client(port));
	}

	/** Somebody whose password is known here. All tests share the sign-in. */
	public Api as(String username) {
		return new Api(signedIn(username));
	}

	/** Somebody with a password of his own, by which he is known from now on. */
	public Api as(String username, String password) {
		if (!password.equals(PASSWORDS.put(key(username), password))) {
			SIGNED_IN.remove(key(username));
		}
		return as(username);
	}

	/**
	 * The same, who signs in once more: his sessions were ended, or what he may do is
	 * another.
	 */
	public Api again(String username, String password) {
		SIGNED_IN.remove(key(username));
		return as(username, password);
	}

	private Client signedIn(String username) {
		Instant now = Instant.now();
		return SIGNED_IN
			.compute(key(username),
					(key, known) -> (known != null && now.isBefore(known.since().plus(GOOD))) ? known
							: new SignedIn(signIn(username, PASSWORDS.getOrDefault(key, DemoPeople.PASSWORD)), now))
			.client();
	}

	private Client signIn(String username, String password) {
		Client stranger = this.client.stranger();
		return stranger.bearing(stranger.login(username, password).text("access_token"));
	}

	private String key(String username) {
		return this.client.port() + " " + username;
	}

	/** The same person with a password instead of a token, for the engine's own API. */
	public Client basic(String username) {
		return this.client.stranger().basic(username, DemoPeople.PASSWORD);
	}

	/** The same person, sending the header along. */
	public Api with(String header, String value) {
		return new Api(this.client.sending(header, value));
	}

	public Answer get(String path) {
		return this.client.get(ROOT + path);
	}

	/** Sends fields: name, value, name, value, … */
	public Answer post(String path, @Nullable Object... fields) {
		return this.client.post(ROOT + path, json(fields));
	}

	public Answer patch(String path, @Nullable Object... fields) {
		return this.client.patch(ROOT + path, json(fields));
	}

	public Answer put(String path, @Nullable Object... fields) {
		return this.client.send("PUT", ROOT + path, json(fields), "application/json");
	}

	public Answer delete(String path) {
		return this.client.delete(ROOT + path);
	}

	/** Sends a body as it is, however wrong. */
	public Answer postRaw(String path, String body) {
		return this.client.post(ROOT + path, body);
	}

	/** Sends a body as it is, however wrong. */
	public Answer postRaw(String path, byte[] body) {
		return this.client.post(ROOT + path, body, "application/json");
	}

	/** Sends a body as it is, however wrong. */
	public Answer patchRaw(String path, String body) {
		return this.client.patch(ROOT + path, body);
	}

	/** Puts a body as it is, however wrong. */
	public Answer putRaw(String path, String body) {
		return this.client.put(ROOT + path, body);
	}

	/** Sends a file of comma-separated values. */
	public Answer postCsv(String path, byte[] file) {
		return this.client.post(ROOT + path, file, "text/csv");
	}

	/** Adds a file to what the path names. */
	public Answer upload(String path, String fileName, String type, byte[] content) {
		byte[] head = ("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
				+ "\"\r\nContent-Type: " + type + "\r\n\r\n")
			.getBytes(java.nio.charset.StandardCharsets.UTF_8);
		byte[] tail = "\r\n--x--\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
		byte[] body = new byte[head.length + content.length + tail.length];
		System.arraycopy(head, 0, body, 0, head.length);
		System.arraycopy(content, 0, body, head.length, content.length);
		System.arraycopy(tail, 0, body, head.length + content.length, tail.length);
		return this.client.post(ROOT + path, body, "multipart/form-data; boundary=x");
	}

	/** Reports an incident and says what came back. */
	public JsonNode report(String title, @Nullable Object... more) {
		Object[] fields = new Object[more.length + 4];
		fields[0] = "title";
		fields[1] = title;
		fields[2] = "priority";
		fields[3] = "medium";
		System.arraycopy(more, 0, fields, 4, more.length);
		Answer answer = post("/incidents", fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	/** Performs an action on an incident. */
	public Answer act(String incident, String action, @Nullable Object... fields) {
		return post("/incidents/" + incident + "/actions/" + action, fields);
	}

	/** Performs an action that is open, and says how the incident is then. */
	public JsonNode does(String incident, String action, @Nullable Object... fields) {
		Answer answer = act(incident, action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	/** The incident in detail. */
	public JsonNode incident(String idOrNumber) {
		Answer answer = get("/incidents/" + idOrNumber);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	/** The id of a team or category of that name. */
	public String idOf(String list, String name) {
		return StreamSupport.stream(get("/" + list + "?limit=100").data().spliterator(), false)
			.flatMap((node) -> tree(node).stream())
			.filter((node) -> node.path("name").asText().equals(name))
			.findFirst()
			.orElseThrow()
			.path("id")
			.asText();
	}

	private static List<JsonNode> tree(JsonNode node) {
		List<JsonNode> all = new ArrayList<>(List.of(node));
		node.path("children").forEach((child) -> all.addAll(tree(child)));
		return all;
	}

	/** The id of the caller. */
	public String me() {
		return get("/auth/profile").data().path("id").asText();
	}

	/** What an answer refuses, in short: {@code 400 VALIDATION_FAILED title=too_long}. */
	public static String refusal(Answer answer) {
		StringBuilder text = new StringBuilder(answer.status() + " " + answer.refused());
		answer.json()
			.path("error")
			.path("details")
			.forEach((detail) -> text.append(' ')
				.append(detail.path("field").asText())
				.append('=')
				.append(detail.path("code").asText()));
		return text.toString();
	}

	/** The values of one field in a list. */
	public static List<String> each(JsonNode list, String field) {
		return StreamSupport.stream(list.spliterator(), false).map((node) -> node.path(field).asText()).toList();
	}

	private record SignedIn(Client client, Instant since) {
	}

	/** JSON of fields: name, value, name, value, … */
	public static String json(@Nullable Object... fields) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			body.put(String.valueOf(fields[i]), fields[i + 1]);
		}
		try {
			return JSON.writeValueAsString(body);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
