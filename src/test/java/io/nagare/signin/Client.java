package io.nagare.signin;

import io.nagare.directory.DemoPeople;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Talks to the server as a program or a browser would. */
public final class Client {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** A request that is not answered by then fails its test instead of the whole run. */
	private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

	private final int port;

	private final CookieManager cookies;

	private final HttpClient http;

	private final Map<String, String> headers;

	public Client(int port) {
		this(port, Map.of("Accept-Language", "en"), new CookieManager());
	}

	private Client(int port, Map<String, String> headers, CookieManager cookies) {
		this.port = port;
		this.headers = headers;
		this.cookies = cookies;
		this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
	}

	/** Where the server is. */
	public int port() {
		return this.port;
	}

	/** A stranger with no cookies. */
	public Client stranger() {
		return new Client(this.port);
	}

	/** Another program that sends the header along. */
	public Client with(String header, String value) {
		return new Client(this.port, and(header, value), new CookieManager());
	}

	/** The same browser, sending the header along. */
	public Client sending(String header, String value) {
		return new Client(this.port, and(header, value), this.cookies);
	}

	private Map<String, String> and(String header, String value) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.put(header, value);
		return all;
	}

	/** The same browser or program at another node. */
	public Client at(int port) {
		return new Client(port, this.headers, this.cookies);
	}

	public Client bearing(String token) {
		return with("Authorization", "Bearer " + token);
	}

	public Client basic(String username, String password) {
		return with("Authorization", "Basic "
				+ Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8)));
	}

	/** Signs in for tokens. */
	public Answer login(String username, String password) {
		return post("/api/v1/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
	}

	/** A client that bears an access token of one of the demo's people. */
	public Client as(String username) {
		return stranger().bearing(stranger().login(username, DemoPeople.PASSWORD).text("access_token"));
	}

	/** Signs in with the form, as a browser. */
	public Answer enterForm(String username, String password) {
		get("/login");
		return form("/login", Map.of("username", username, "password", password, "_csrf", cookie("NAGARE-CSRF")));
	}

	public Answer form(String path, Map<String, String> fields) {
		StringBuilder body = new StringBuilder();
		fields.forEach((name, value) -> body.append((body.length() > 0) ? "&" : "")
			.append(name)
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return send("POST", path, body.toString(), "application/x-www-form-urlencoded");
	}

	/** Deploys a model as Camunda Modeler's button does. */
	public Answer deploy(String file, String content, String tenant) {
		return deploy("from Modeler", file, content, tenant);
	}

	/** The same under a name. */
	public Answer deploy(String name, String file, String content, String tenant) {
		StringBuilder body = new StringBuilder();
		Map.of("deployment-name", name, "deployment-source", "Camunda Modeler", "enable-duplicate-filtering", "true",
				"tenant-id", tenant)
			.forEach((field, value) -> body.append(
					"--frontier\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(field, value)));
		body.append(
				"--frontier\r\nContent-Disposition: form-data; name=\"%1$s\"; filename=\"%1$s\"\r\n".formatted(file))
			.append("Content-Type: application/octet-stream\r\n\r\n")
			.append(content)
			.append("\r\n--frontier--\r\n");
		return send("POST", "/engine-rest/deployment/create", body.toString(),
				"multipart/form-data; boundary=frontier");
	}

	public String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map((cookie) -> cookie.getValue())
			.findFirst()
			.orElse("");
	}

	public Answer get(String path) {
		return send("GET", path, null, null);
	}

	public Answer post(String path, String json) {
		return send("POST", path, json, "application/json");
	}

	public Answer patch(String path, String json) {
		return send("PATCH", path, json, "application/json");
	}

	public Answer put(String path) {
		return send("PUT", path, "", null);
	}

	public Answer put(String path, String json) {
		return send("PUT", path, json, "application/json");
	}

	public Answer delete(String path) {
		return send("DELETE", path, null, null);
	}

	public Answer send(String method, String path, @Nullable String body, @Nullable String type) {
		return exchange(method, path, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody(), type);
	}

	/** Sends bytes of any type. */
	public Answer post(String path, byte[] body, String type) {
		return exchange("POST", path, BodyPublishers.ofByteArray(body), type);
	}

	private Answer exchange(String method, String path, BodyPublisher body, @Nullable String type) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, body)
			.timeout(LONGEST_ANSWER);
		this.headers.forEach(request::header);
		if (type != null) {
			request.header("Content-Type", type);
		}
		try {
			return new Answer(this.http.send(request.build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** What the server said. */
	public record Answer(HttpResponse<String> response) {

		public int status() {
			return this.response.statusCode();
		}

		public String body() {
			return this.response.body();
		}

		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		public JsonNode json() {
			try {
				return JSON.readTree(body());
			}
			catch (IOException ex) {
				throw new IllegalStateException(body(), ex);
			}
		}

		/** A field of a bare answer. */
		public String text(String field) {
			return json().path(field).asText();
		}

		/** The thing inside the envelope. */
		public JsonNode data() {
			return json().path("data");
		}

		/** The error's code. */
		public String refused() {
			return json().path("error").path("code").asText();
		}

	}

}
