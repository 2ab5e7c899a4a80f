package io.nagare.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One call of the API. */
public final class Call {

	private static final int WRONG = 400;

	private final HttpClient http;

	private final String method;

	private final HttpRequest.Builder request;

	private URI address;

	private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

	Call(HttpClient http, String method, URI address, Map<String, Supplier<String>> headers) {
		this.http = http;
		this.method = method;
		this.address = address;
		this.request = HttpRequest.newBuilder().timeout(Connection.WITHIN);
		headers.forEach((name, value) -> this.request.setHeader(name, value.get()));
	}

	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** Null narrows nothing. */
	public Call query(Query<?> query) {
		if (query != null && !query.said().isEmpty()) {
			this.address = URI.create(this.address + "?" + query.said()
				.entrySet()
				.stream()
				.flatMap((one) -> one.getValue()
					.stream()
					.map((value) -> encoded(one.getKey()) + "=" + encoded(String.valueOf(value))))
				.collect(Collectors.joining("&")));
		}
		return this;
	}

	/** Null is no body. */
	public Call json(Object value) {
		return (value != null) ? raw("application/json", Json.bytes(value)) : this;
	}

	public Call parts(Multipart parts) {
		return raw(parts.type(), parts.bytes());
	}

	public Call raw(String type, byte[] content) {
		this.request.setHeader("Content-Type", type);
		this.body = BodyPublishers.ofByteArray(content);
		return this;
	}

	/** What is answered as the thing that was asked for. */
	public <V> V data(Class<V> type) {
		return Json.read(tree().path("data"), type);
	}

	/** What is answered without an envelope. */
	public <V> V whole(Class<V> type) {
		return Json.read(tree(), type);
	}

	public <V> List<V> list(Class<V> type) {
		return Json.list(tree().path("data"), type);
	}

	public <V> Page<V> page(Class<V> type) {
		JsonNode answer = tree();
		return new Page<>(Json.list(answer.path("data"), type), answer.path("pagination"));
	}

	private JsonNode tree() {
		return Json.tree(bytes());
	}

	public void nothing() {
		bytes();
	}

	/**
	 * What is answered as it is.
	 * @throws ApiException where the answer is a refusal
	 */
	public byte[] bytes() {
		HttpResponse<byte[]> answer = sent(this.request.uri(this.address).method(this.method, this.body).build());
		if (answer.statusCode() >= WRONG) {
			throw new ApiException(answer.statusCode(), error(answer), answer.headers().firstValue("Retry-After").orElse(null));
		}
		return answer.body();
	}

	private HttpResponse<byte[]> sent(HttpRequest whole) {
		try {
			return this.http.send(whole, BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted before the answer came", ex);
		}
	}

	private static JsonNode error(HttpResponse<byte[]> answer) {
		boolean json = answer.headers().firstValue("Content-Type").filter((type) -> type.contains("json")).isPresent();
		return json ? Json.tree(answer.body()).path("error") : MissingNode.getInstance();
	}

}
