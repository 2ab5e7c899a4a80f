package io.nagare.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.assertj.core.api.AssertProvider;

import org.springframework.test.json.JsonContent;
import org.springframework.test.json.JsonContentAssert;

/** Calls the API as a program outside would; in English unless told otherwise. */
public final class Calls {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port;

	public Calls(int port) {
		this.port = port;
	}

	public Answer get(String path, String... headers) {
		return call("GET", path, new byte[0], headers);
	}

	public Answer post(String path, String json, String... headers) {
		return call("POST", path, json.getBytes(StandardCharsets.UTF_8), headers);
	}

	public Answer patch(String path, String json, String... headers) {
		return call("PATCH", path, json.getBytes(StandardCharsets.UTF_8), headers);
	}

	public Answer call(String method, String path, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, (body.length > 0) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody())
			.header("Accept-Language", "en");
		if (body.length > 0) {
			request.header("Content-Type", "application/json");
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers().map(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** What came back; assertions look into its JSON. */
	public record Answer(int status, Map<String, List<String>> headers,
			String body) implements AssertProvider<JsonContentAssert> {

		@Override
		public JsonContentAssert assertThat() {
			return new JsonContentAssert(new JsonContent(this.body));
		}

		String text(String path) {
			return JsonPath.<Object>read(this.body, path).toString();
		}

		public String header(String name) {
			return String.join(", ",
					this.headers.entrySet()
						.stream()
						.filter((header) -> header.getKey().equalsIgnoreCase(name))
						.flatMap((header) -> header.getValue().stream())
						.toList());
		}

		/** The error in short: {@code 400 VALIDATION_FAILED title=required}. */
		public String error() {
			List<Map<String, String>> details = JsonPath.read(this.body, "$.error.details");
			StringBuilder text = new StringBuilder(this.status + " " + text("$.error.code"));
			details.forEach(
					(detail) -> text.append(' ').append(detail.get("field")).append('=').append(detail.get("code")));
			return text.toString();
		}

	}

}
