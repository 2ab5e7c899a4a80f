package io.nagare.sdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Where calls go, and what goes with each. */
public final class Connection {

	static final Duration WITHIN = Duration.ofSeconds(60);

	private final HttpClient http;

	private final String address;

	private final Map<String, Supplier<String>> headers;

	private Connection(HttpClient http, String address, Map<String, Supplier<String>> headers) {
		this.http = http;
		this.address = address;
		this.headers = headers;
	}

	static Connection to(String address) {
		return new Connection(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build(),
				address.endsWith("/") ? address.substring(0, address.length() - 1) : address, Map.of());
	}

	Connection bearing(Supplier<String> token) {
		return with("Authorization", () -> "Bearer " + token.get());
	}

	Connection sending(String header, String value) {
		return with(header, () -> value);
	}

	private Connection with(String header, Supplier<String> value) {
		Map<String, Supplier<String>> more = new LinkedHashMap<>(this.headers);
		more.put(header, value);
		return new Connection(this.http, this.address, more);
	}

	/**
	 * Begins a call.
	 * @param path its parts: those at even places as they are, the others to be encoded
	 */
	public Call call(String method, Object... path) {
		StringBuilder whole = new StringBuilder(this.address);
		for (int i = 0; i < path.length; i++) {
			whole.append((i % 2 == 0) ? path[i] : Call.encoded(String.valueOf(path[i])));
		}
		return new Call(this.http, method, URI.create(whole.toString()), this.headers);
	}

}
