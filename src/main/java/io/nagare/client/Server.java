package io.nagare.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** The product behind its address, as the REST API shows it. */
final class Server {

	static final ObjectMapper JSON = new ObjectMapper();

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

	private final ClientWords words;

	private final Renewal renewal;

	private StoredCredentials credentials;

	/** A server, and who asks it and keeps nothing. */
	Server(StoredCredentials credentials, ClientWords words) {
		this(credentials, words, (ended, ask) -> ask.apply(ended));
	}

	/** A server and who asks it. */
	Server(StoredCredentials credentials, ClientWords words, Renewal renewal) {
		this.credentials = credentials;
		this.words = words;
		this.renewal = renewal;
	}

	StoredCredentials credentials() {
		return this.credentials;
	}

	JsonNode get(String path) {
		return json(send("GET", path, null, null));
	}

	JsonNode post(String path, Map<String, ?> fields) {
		return json(send("POST", path, written(fields), "application/json"));
	}

	/** Each file under its own name, and what else is said. */
	JsonNode post(String path, Map<String, String> fields, List<Path> files) {
		String boundary = "nagare-" + UUID.randomUUID();
		try {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			for (Map.Entry<String, String> field : fields.entrySet()) {
				part(body, boundary, "name=\"" + field.getKey() + "\"",
						field.getValue().getBytes(StandardCharsets.UTF_8));
			}
			for (Path file : files) {
				part(body, boundary, "name=\"files\"; filename=\"" + file.getFileName() + "\"", content(file));
			}
			body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
			return json(send("POST", path, body.toByteArray(), "multipart/form-data; boundary=" + boundary));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private byte[] content(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new ClientFailure(ClientFailure.REFUSED, this.words.of("no_file", file));
		}
	}

	private static void part(ByteArrayOutputStream body, String boundary, String disposition, byte[] content)
			throws IOException {
		body.write(("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8));
		body.write(content);
		body.write("\r\n".getBytes(StandardCharsets.UTF_8));
	}

	/** What is there, as it comes. */
	InputStream download(String path) {
		return send("GET", path, null, null).body();
	}

	private HttpResponse<InputStream> send(String method, String path, byte @Nullable [] body, @Nullable String type) {
		HttpResponse<InputStream> answer = sent(method, path, body, type);
		if (answer.statusCode() == 401 && renew()) {
			answer = sent(method, path, body, type);
		}
		if (answer.statusCode() >= 300) {
			throw failure(answer);
		}
		return answer;
	}

	/** An access token lasts for minutes, and the other one gets the next. */
	private boolean renew() {
		if (this.credentials.refreshToken() == null) {
			return false;
		}
		Optional<StoredCredentials> newer = this.renewal.renew(this.credentials, this::refreshed);
		newer.ifPresent((one) -> this.credentials = one);
		return newer.isPresent();
	}

	private Optional<StoredCredentials> refreshed(StoredCredentials ended) {
		HttpResponse<InputStream> answer = sent("POST", "/auth/refresh",
				written(Map.of("refresh_token", Objects.requireNonNull(ended.refreshToken()))), "application/json");
		return (answer.statusCode() == 200) ? Optional.of(opened(ended.url(), json(answer))) : Optional.empty();
	}

	static StoredCredentials opened(String url, JsonNode tokens) {
		return new StoredCredentials(url, tokens.path("access_token").asText(),
				tokens.path("refresh_token").textValue());
	}

	private HttpResponse<InputStream> sent(String method, String path, byte @Nullable [] body, @Nullable String type) {
		BodyPublisher content = (body != null) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody();
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(this.credentials.url().replaceAll("/+$", "") + "/api/v1" + path))
			.timeout(LONGEST)
			.header("Accept-Language", this.words.locale().toLanguageTag())
			.method(method, content);
		if (type != null) {
			request.header("Content-Type", type);
		}
		if (!this.credentials.accessToken().isEmpty() && !path.equals("/auth/refresh")) {
			request.header("Authorization", "Bearer " + this.credentials.accessToken());
		}
		try {
			return this.http.send(request.build(), BodyHandlers.ofInputStream());
		}
		catch (IOException ex) {
			throw unreachable();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unreachable();
		}
	}

	private ClientFailure unreachable() {
		return new ClientFailure(ClientFailure.UNAVAILABLE, this.words.of("unreachable", this.credentials.url()));
	}

	private static byte[] written(Map<String, ?> fields) {
		try {
			return JSON.writeValueAsBytes(fields);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private JsonNode json(HttpResponse<InputStream> answer) {
		return read(answer).orElseThrow(() -> new ClientFailure(ClientFailure.UNAVAILABLE,
				this.words.of("not_understood", this.credentials.url())));
	}

	private static Optional<JsonNode> read(HttpResponse<InputStream> answer) {
		try (InputStream body = answer.body()) {
			byte[] bytes = body.readAllBytes();
			return Optional.of((bytes.length > 0) ? JSON.readTree(bytes) : MissingNode.getInstance());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** The refusal of the server, which says it in the language that was asked for. */
	private ClientFailure failure(HttpResponse<InputStream> answer) {
		JsonNode error = read(answer).map((said) -> said.path("error")).orElse(MissingNode.getInstance());
		StringBuilder message = new StringBuilder(
				error.path("message").asText(this.words.of("status", answer.statusCode())));
		error.path("details").forEach((detail) -> {
			message.append(System.lineSeparator()).append("  ");
			if (detail.path("field").isTextual()) {
				message.append(detail.path("field").asText()).append(": ");
			}
			message.append(detail.path("message").asText());
		});
		int code = switch (answer.statusCode()) {
			case 401, 403 -> ClientFailure.NOT_ALLOWED;
			case 404 -> ClientFailure.NOT_FOUND;
			case 429, 500, 502, 503, 504 -> ClientFailure.UNAVAILABLE;
			default -> ClientFailure.REFUSED;
		};
		return new ClientFailure(code, message.toString());
	}

	/** Gets credentials in the place of those that have ended. */
	interface Renewal {

		/**
		 * The newer ones; empty where there are none.
		 * @param ask asks the server for them, which it answers once
		 */
		Optional<StoredCredentials> renew(StoredCredentials ended,
				Function<StoredCredentials, Optional<StoredCredentials>> ask);

	}

}
