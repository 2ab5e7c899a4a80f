package io.nagare.contract;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.nagare.contract.Contract.Operation;

/**
 * Makes requests out of the committed document: right ones, filled as fully as the schema
 * allows, and such in which one or two things are as wrong as a careless or hostile
 * client could make them. The same seed makes the same requests, but for the ids.
 */
final class RequestGenerator {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

	private static final int DEEP = 20_000;

	/** Texts that were trouble somewhere, once. */
	private static final List<String> TEXTS = Stream
		.of("", " ", "\u3000", "a\u0000b", "\u0000", "\ud800", "\udfff\ud800", "\u202egnp.exe", "a\u200bb\ufeff",
				"e\u0301\u0301\u0301\u0301", "👨‍👩‍👧‍👦".repeat(20), "𠮷野家で𩸽", "a\r\nb\nc", "\t", "\u0007\u001b[31m",
				"null", "undefined", "NaN", "true", "-1", "0", "1e400", "99999999999999999999", "0x10", "١٢٣", "%00",
				"%s%n{0}", "${7*7}", "#{7*7}", "'\"`;--", "<b>&amp;</b>", "../../../etc/passwd", "C:\\x",
				"file:///etc/passwd", "x".repeat(501), "あ".repeat(5_000), "x".repeat(70_000), "[]", "{}", "*", ",",
				",,,", "a,b,c", "-", "--created_at", "-created_at,-created_at", "created_at", "9999-12-31T23:59:59Z",
				"+1000000000-12-31T23:59:59.999999999Z", "-999999999-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
				"0001-01-01T00:00:00+18:00", "2026-02-30", "2026-02-30T00:00:00Z", "2026-11-26T10:00:00+25:00",
				"2026-11-26T24:00:00Z", "2016-12-31T23:59:60Z", "2026-11-26", "2026-11-26T10:00:00", "2026-W48-4",
				"PT-1S", "P999999999D", "PT2562047788015216H", "00000000-0000-0000-0000-000000000000",
				"ffffffff-ffff-ffff-ffff-ffffffffffff", "1-1-1-1-1", "{00000000-0000-0000-0000-000000000000}",
				"INC00000000", "INC99999999999999999999", "a@b", "a@b.example\r\nBcc: c@d.example", "en-x-y-z", "🇯🇵",
				"Asia/Tokyo", "UTC+99", "ＡＤＭＩＮ", "İ", "ß", "ǆ", "(((((((((((((((((a+)+)+)+)+)+$", "\\", "%", "_",
				"a OR 1=1", "a & b | !c", ":*", "'''", "<->")
		.toList();

	private static final List<JsonNode> NUMBERS = Stream
		.of("-1", "0", "1", "2", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
				"9223372036854775808", "1e400", "-1e400", "1e-400", "0.5", "-0.0", "1e9")
		.map((text) -> (JsonNode) NODES.numberNode(new java.math.BigDecimal(text)))
		.toList();

	private static final List<String> TYPES = List.of("application/x-www-form-urlencoded", "text/plain", "text/csv",
			"multipart/form-data", "multipart/form-data; boundary=x", "application/xml",
			"application/json; charset=utf-16", "application/json; charset=nonsense", "application/merge-patch+json",
			"application/octet-stream", "text/calendar", "nonsense", "*/*", "application/*", "a/b; =",
			"application/json, text/plain", "");

	private static final List<String> BODIES = List.of("", "null", "[]", "5", "\"x\"", "true", "{", "{\"", "{}{}",
			"{} x", "{\"a\":1,\"a\":2}", "{\"\":1}", "{\"__proto__\":{}}", "{\"@class\":\"java.lang.Thread\"}", "[{}]",
			"{\"a\":NaN}", "{'a':1}", "/**/{}", "<a/>", "a=b&c=d", "\ufeff{}", "--x\r\n\r\n--x--\r\n",
			"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc\r\n--x--\r\n",
			"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\u202egpj.exe\"\r\n\r\nabc\r\n--x--\r\n");

	private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
			"TRACE", "PROPFIND", "get", "X");

	/** Headers, each with values that somebody may send. */
	private static final Map<String, List<String>> HEADERS = headers();

	private final Contract contract;

	private final Scene scene;

	private final Random random;

	/**
	 * What the scene's own ids may be exchanged for, and what an action may be called.
	 */
	private final List<String> ids;

	private final List<String> actions;

	RequestGenerator(Contract contract, Scene scene, Random random, List<String> actions) {
		this.contract = contract;
		this.scene = scene;
		this.random = random;
		this.ids = scene.ids().toList();
		this.actions = actions;
	}

	private static Map<String, List<String>> headers() {
		Map<String, List<String>> all = new LinkedHashMap<>();
		all.put("If-Match", List.of("", "*", "W/\"1\"", "\"1\"", "\"99999999999999999999\"", "\"-1\"", "1", "\"a",
				"\"1\", \"2\"", "x".repeat(3_000), "\u00e9"));
		all.put("If-None-Match", List.of("*", "\"1\"", "W/", "x"));
		all.put("Idempotency-Key", List.of("", " ", "x".repeat(300), "a b", "\u00e9", "k1", "k1", "'"));
		// not text/html: whoever asks for that is a person, and gets a page
		all.put("Accept", List.of("text/csv", "application/xml", "///", "*/*;q=2", "application/json;q=0", "text/plain",
				"image/*", "application/hal+json", "application/json;version=9", "a".repeat(2_000)));
		all.put("Accept-Language",
				List.of("", "*", "ja;q=abc", "xx-yy-zz-" + "a".repeat(500), "en;q=0", "ja-JP-u-ca-japanese", "\u00e9",
						"i-klingon", "en,".repeat(500), "und", "th-TH-u-nu-thai", "ar-EG-u-nu-arab"));
		all.put("Authorization",
				List.of("", "Bearer", "Bearer ", "Bearer x.y.z", "Bearer " + "a".repeat(6_000), "Basic !!!",
						"Basic Og==", "Basic AAAA", "Digest x", "Bearer eyJhbGciOiJub25lIn0.e30.", "\u00e9",
						"Bearer a b"));
		all.put("Cookie", List.of("NAGARE-SESSION=x", "NAGARE-SESSION=36B3216FDAEEB975729FAE923D5A4FD1",
				"NAGARE-CSRF=x; JSESSIONID=y", "=;=;", "a=\"", "x".repeat(3_000)));
		all.put("Content-Encoding", List.of("gzip", "br", "x"));
		all.put("Range", List.of("bytes=0-", "bytes=9-1", "bytes=-1", "lines=1"));
		all.put("X-HTTP-Method-Override", List.of("DELETE"));
		all.put("X-Forwarded-For", List.of("1.2.3.4", "' OR 1", "a".repeat(500), "::1, ,"));
		all.put("X-Forwarded-Host", List.of("evil.example", ":::"));
		all.put("X-Forwarded-Proto", List.of("https", "gopher"));
		all.put("Forwarded", List.of("for=_x;proto=q;host=\"", "for=\"[::1\""));
		all.put("Origin", List.of("null", "https://evil.example", "x"));
		all.put("Host", List.of("evil.example", "localhost:99999", "[::1", "a b", "\u00e9"));
		all.put("traceparent", List.of("00-0-0-0", "x", "00-" + "f".repeat(32) + "-" + "f".repeat(16) + "-01"));
		all.put("Expect", List.of("200-ok"));
		all.put("Transfer-Encoding", List.of("gzip", "identity", "chunked, chunked"));
		all.put("Content-Length", List.of("-1", "abc", "99999999999999999999", "+5"));
		all.put("Connection", List.of("upgrade", "x"));
		all.put("Upgrade", List.of("h2c", "websocket"));
		all.put("X-Requested-With", List.of("XMLHttpRequest"));
		all.put("If-Modified-Since", List.of("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"));
		all.put("Last-Event-ID", List.of("x", "-1"));
		return all;
	}

	/** A request to the operation, right or wrong. */
	Generated next(Operation operation, String part, @Nullable String token) {
		int trouble = this.random.nextInt(10);
		String method = operation.method();
		String address = address(operation, trouble == 1, trouble == 2);
		boolean addressed = trouble != 1;
		if (trouble == 0 && this.random.nextInt(4) == 0) {
			method = oneOf(METHODS);
			addressed = false;
		}
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Host", "localhost");
		headers.put("Connection", "close");
		if (this.random.nextBoolean()) {
			headers.put("Accept-Language", this.random.nextBoolean() ? "ja" : "en");
		}
		if (token != null) {
			headers.put("Authorization", "Bearer " + token);
		}
		byte[] body = body(operation, part, trouble >= 5, headers);
		if (trouble == 3 || (trouble == 4 && this.random.nextBoolean())) {
			String header = oneOf(List.copyOf(HEADERS.keySet()));
			headers.put(header, oneOf(HEADERS.getOrDefault(header, List.of())));
			addressed = false;
		}
		return new Generated(operation, part, addressed, bytes(method, address, headers, body));
	}

	private static byte[] bytes(String method, String address, Map<String, String> headers, byte[] body) {
		StringBuilder head = new StringBuilder(method).append(' ').append(address).append(" HTTP/1.1\r\n");
		headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		if (body.length > 0 && !headers.containsKey("Content-Length")) {
			head.append("Content-Length: ").append(body.length).append("\r\n");
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		all.writeBytes(body);
		return all.toByteArray();
	}

	private String address(Operation operation, boolean wrongPath, boolean wrongQuery) {
		String known = "/api/v1" + PARAMETER.matcher(operation.path())
			.replaceAll((name) -> java.util.regex.Matcher.quoteReplacement(value(operation, name.group(1), wrongPath)));
		List<JsonNode> parameters = this.contract.queryOf(operation);
		List<String> query = new ArrayList<>();
		int spoilt = wrongQuery && !parameters.isEmpty() ? this.random.nextInt(parameters.size()) : -1;
		for (int i = 0; i < parameters.size(); i++) {
			JsonNode parameter = parameters.get(i);
			String name = parameter.path("name").asText();
			if (i == spoilt) {
				int way = this.random.nextInt(8);
				String wrong = encoded(oneOf(TEXTS));
				query.add((way == 0) ? name : (way == 1) ? name + "[]=" + wrong
						: (way == 2) ? name + "=1&" + name + "=" + wrong : name + "=" + wrong);
			}
			else if (parameter.path("required").asBoolean() || this.random.nextInt(6) == 0) {
				query.add(name + "=" + encoded(right(parameter.path("schema"), name).asText()));
			}
		}
		if (wrongQuery && this.random.nextInt(5) == 0) {
			query.add(encoded(oneOf(TEXTS)) + "=" + encoded(oneOf(TEXTS)));
		}
		if (wrongPath && this.random.nextInt(5) == 0) {
			known += oneOf(List.of("/", "//", ";a=b", "/..", "/%2e%2e/users", "%20", ".json", "?", "#x", "/%zz", "%",
					"/\u00e9"));
		}
		return query.isEmpty() ? known : known + "?" + String.join("&", query);
	}

	private String value(Operation operation, String name, boolean wrong) {
		if (wrong && this.random.nextInt(3) > 0) {
			String text = encoded(oneOf(TEXTS));
			return (text.length() > 7_000) ? "x" : text;
		}
		if (name.equals("action")) {
			return oneOf(this.actions);
		}
		if (wrong) {
			return oneOf(this.ids);
		}
		String[] words = this.scene.address(operation).substring("/api/v1/".length()).split("[/?]", -1);
		String[] names = operation.path().substring(1).split("/", -1);
		int at = IntStream.range(0, names.length)
			.filter((i) -> names[i].contains("{" + name + "}"))
			.findFirst()
			.orElseThrow();
		// behind a parameter there may be an ending
		return words[at].replaceAll("\\.ics$", "");
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private byte[] body(Operation operation, String part, boolean wrong, Map<String, String> headers) {
		List<String> file = Scene.file(operation);
		JsonNode schema = this.contract.bodyOf(operation);
		if (file.isEmpty() && schema.isMissingNode() && !(wrong && this.random.nextInt(10) == 0)) {
			return new byte[0];
		}
		String type = file.isEmpty() ? "application/json" : file.get(0);
		String text = !file.isEmpty() ? file.get(1)
				: schema.isMissingNode() ? "{}" : json(operation, part, wrong, schema);
		if (wrong) {
			int way = this.random.nextInt(12);
			if (way == 0) {
				type = oneOf(TYPES);
			}
			else if (way == 1) {
				text = oneOf(BODIES);
			}
			else if (way == 2) {
				return spoilt(text, headers, type);
			}
			else if (way == 3 && this.random.nextInt(4) == 0) {
				text = (this.random.nextBoolean() ? "[" : "{\"a\":").repeat(DEEP);
			}
			else if (way == 4 && !file.isEmpty()) {
				text = text.replace("2027", oneOf(TEXTS))
					.replace("server", oneOf(TEXTS))
					.replace("a.txt", oneOf(TEXTS));
			}
		}
		if (!type.isEmpty()) {
			headers.put("Content-Type", type);
		}
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Cuts the text off, or puts bytes into it that are no text. */
	private byte[] spoilt(String text, Map<String, String> headers, String type) {
		headers.put("Content-Type", type);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length < 3) {
			return new byte[] { (byte) 0xff };
		}
		int at = 1 + this.random.nextInt(bytes.length - 1);
		if (this.random.nextBoolean()) {
			return java.util.Arrays.copyOf(bytes, at);
		}
		bytes[at] = (byte) this.random.nextInt(256);
		return bytes;
	}

	private String json(Operation operation, String part, boolean wrong, JsonNode schema) {
		JsonNode least = this.scene.body(operation, part);
		JsonNode body = least.deepCopy();
		if (body instanceof ObjectNode object) {
			fill(object, schema);
			if (wrong) {
				for (int times = 1 + this.random.nextInt(2); times > 0; times--) {
					spoil(object);
				}
			}
		}
		// a lone surrogate has no bytes of its own, so it is written as JSON can
		return escaped(body.toString());
	}

	private static String escaped(String json) {
		StringBuilder text = new StringBuilder();
		json.codePoints()
			.forEach((c) -> text
				.append((c >= 0xd800 && c < 0xe000) ? String.format("\\u%04x", c) : Character.toString(c)));
		return text.toString();
	}

	/** Adds some of the fields that may be left out. */
	private void fill(ObjectNode object, JsonNode schema) {
		schema.path("properties").properties().forEach((field) -> {
			if (!object.has(field.getKey()) && this.random.nextInt(4) == 0) {
				object.set(field.getKey(), right(field.getValue(), field.getKey()));
			}
		});
	}

	private JsonNode right(JsonNode reference, String name) {
		JsonNode schema = this.contract.resolved(reference);
		if (schema.path("nullable").asBoolean() && this.random.nextInt(10) == 0) {
			return NODES.nullNode();
		}
		if (schema.has("enum")) {
			return schema.path("enum").path(this.random.nextInt(schema.path("enum").size()));
		}
		String format = schema.path("format").asText();
		return switch (schema.path("type").asText()) {
			case "object" -> {
				ObjectNode object = (ObjectNode) this.contract.smallest(schema);
				fill(object, schema);
				yield object;
			}
			case "array" -> {
				ArrayNode array = NODES.arrayNode();
				IntStream.range(0, this.random.nextInt(3)).forEach((i) -> array.add(right(schema.path("items"), name)));
				yield array;
			}
			case "integer", "number" -> NODES.numberNode(1 + this.random.nextInt(20));
			case "boolean" -> NODES.booleanNode(this.random.nextBoolean());
			default -> NODES.textNode(switch (format) {
				case "uuid" -> oneOf(this.ids);
				case "date-time" -> "20%02d-0%d-11T0%d:00:00Z".formatted(24 + this.random.nextInt(20),
						1 + this.random.nextInt(9), this.random.nextInt(10));
				case "date" -> "2027-0%d-11".formatted(1 + this.random.nextInt(9));
				case "email" -> "p" + this.random.nextInt(1_000_000) + "@x.example";
				default -> name.endsWith("id") ? oneOf(this.ids)
						: oneOf(List.of("medium", "low", "high", "incidents", "new", "related_to", "normal", "ja", "en",
								"Y", "N", "fixed", "open", "public", "Some words", "言葉 " + this.random.nextInt(100)));
			});
		};
	}

	private void spoil(ObjectNode object) {
		List<String> names = new ArrayList<>();
		object.fieldNames().forEachRemaining(names::add);
		String name = names.isEmpty() || this.random.nextInt(12) == 0 ? oneOf(TEXTS) : oneOf(names);
		JsonNode value = object.path(name);
		if (value instanceof ObjectNode inner && this.random.nextBoolean()) {
			spoil(inner);
		}
		else if (value instanceof ArrayNode list && !list.isEmpty() && this.random.nextBoolean()) {
			list.set(this.random.nextInt(list.size()), wrong());
		}
		else if (this.random.nextInt(8) == 0) {
			object.remove(name);
		}
		else {
			object.set(name, wrong());
		}
	}

	private JsonNode wrong() {
		return switch (this.random.nextInt(10)) {
			case 0 -> NODES.nullNode();
			case 1, 2 -> oneOf(NUMBERS);
			case 3 -> NODES.booleanNode(this.random.nextBoolean());
			case 4 -> NODES.arrayNode().add(oneOf(TEXTS));
			case 5 -> NODES.objectNode().put(oneOf(TEXTS), oneOf(TEXTS));
			case 6 -> {
				ArrayNode many = NODES.arrayNode();
				IntStream.range(0, 300).forEach((i) -> many.add(UUID.randomUUID().toString()));
				yield many;
			}
			case 7 -> NODES.textNode(oneOf(this.ids));
			default -> NODES.textNode(oneOf(TEXTS));
		};
	}

	private <T> T oneOf(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

	/** A request. */
	static final class Generated {

		private final Operation operation;

		private final String part;

		private final boolean addressed;

		private final byte[] bytes;

		private Generated(Operation operation, String part, boolean addressed, byte[] bytes) {
			this.operation = operation;
			this.part = part;
			this.addressed = addressed;
			this.bytes = bytes;
		}

		Operation operation() {
			return this.operation;
		}

		/**
		 * Whether it surely reaches the operation, so that its answer is one of the
		 * documented ones.
		 */
		boolean addressed() {
			return this.addressed;
		}

		byte[] bytes() {
			return this.bytes;
		}

		boolean isHead() {
			return new String(this.bytes, 0, Math.min(this.bytes.length, 5), StandardCharsets.US_ASCII).equals("HEAD ");
		}

		/** For people; no more than they want to read. */
		String shown() {
			String text = new String(this.bytes, StandardCharsets.UTF_8).replaceAll("Bearer \\S{20,}", "Bearer …");
			return this.part + ": "
					+ text.substring(0, Math.min(text.length(), 900))
						.lines()
						.filter((line) -> !line.startsWith("Host: localhost") && !line.startsWith("Connection: close"))
						.collect(Collectors.joining("\n    "));
		}

	}

}
