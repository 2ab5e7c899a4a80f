package io.nagare.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** A client that speaks JSON to one server, with or without a token. */
final class Rest {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** One for all servers, so that the product and the engine pay the same for it. */
	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String url;

	private final @Nullable String token;

	Rest(String url, @Nullable String token) {
		this.url = url;
		this.token = token;
	}

	/** Signed in to the product. */
	static Rest signedIn(String url, String username) throws IOException, InterruptedException {
		JsonNode tokens = JSON
			.readTree(new Rest(url, null).post("/api/v1/auth/login", Map.of("username", username, "password", "demo")));
		return new Rest(url, tokens.get("access_token").textValue());
	}

	JsonNode read(String path) throws IOException, InterruptedException {
		return JSON.readTree(get(path));
	}

	String get(String path) throws IOException, InterruptedException {
		return send(request(path).GET().build());
	}

	String post(String path, Map<String, ?> body) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
			.build());
	}

	/** Posts as Tasklist does, which wants what belongs to the answer along with it. */
	String postForHal(String path, Map<String, ?> body) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", "application/json")
			.header("Accept", "application/hal+json")
			.POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
			.build());
	}

	String put(String path, Map<String, ?> body) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
			.build());
	}

	String delete(String path) throws IOException, InterruptedException {
		return send(request(path).DELETE().build());
	}

	static JsonNode tree(String answer) throws IOException {
		return JSON.readTree(answer);
	}

	/** Lets the request be this client's. */
	void authorize(HttpRequest.Builder request) {
		if (this.token != null) {
			request.header("Authorization", "Bearer " + this.token);
		}
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + path))
			.timeout(Duration.ofSeconds(30));
		return (this.token != null) ? request.header("Authorization", "Bearer " + this.token) : request;
	}

	private static String send(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() / 100 != 2) {
			throw new IllegalStateException(
					request.method() + " " + request.uri() + " → " + answer.statusCode() + " " + answer.body());
		}
		return answer.body();
	}

	/** The id in an answer, found without reading all of it. */
	static String idIn(String answer) {
		int at = answer.indexOf("\"id\":\"") + 6;
		return answer.substring(at, at + 36);
	}

}
