package io.nagare.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.nagare.contract.Contract.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One call as a page of the guides has it, in a sentence or in a block of its own.
 *
 * @param where the page and the line
 * @param addresses below {@code /api/v1}, of which one is meant: several where the first
 * part is left out, as in an address shortly before
 * @param query behind the question mark; empty for none
 * @param body what stands behind the address; null for nothing
 */
record GuideExample(String where, String method, List<String> addresses, String query, @Nullable String body) {

	private static final String METHODS = "(?:GET|POST|PUT|PATCH|DELETE)";

	private static final Pattern CALL = Pattern.compile(
			"(?m)(?:`|^)(%1$s(?:(?:/|, | / )%1$s)*) +((?:/|…)[^\\s`]*)(?: +([^`\\n]*))?(?:`|$)".formatted(METHODS));

	/** A call in a sentence, and below it the body that it takes. */
	private static final Pattern WITH_BLOCK = Pattern
		.compile("`(PUT) (/[^\\s`]*)`(?:(?!\\n\\n)[\\s\\S])*\\n\\n```json\\n([\\s\\S]*?)```");

	/** Doors that the contract does not describe; their own tests speak to them. */
	private static final Pattern ELSEWHERE = Pattern
		.compile("/(oauth2|oauth_token.do|graphql|api/now|v2|mcp|actuator|engine-rest|events)\\b.*");

	/** What the reader puts in himself, and the calendar that everybody has. */
	private static final Pattern OPEN = Pattern.compile("\\{\\w+}|…|[A-Z]{3}[0-9]{7}|business-hours");

	private static final Pattern MEMBER = Pattern.compile("\"?(\\w+)\"?\\??(?:: *([\\s\\S]+))?");

	static List<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>(
				List.of(Path.of("README.md"), Path.of("README.ja.md"), Path.of("docs", "operations.md")));
		try (Stream<Path> guides = Files.walk(Path.of("docs", "guide"))) {
			guides.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
		}
		return pages;
	}

	static List<GuideExample> all() throws IOException {
		List<GuideExample> all = new ArrayList<>();
		for (Path page : pages()) {
			all.addAll(of(page.toString(), Files.readString(page)));
		}
		return all;
	}

	static List<GuideExample> of(String page, String text) {
		List<GuideExample> all = new ArrayList<>();
		String before = "";
		for (MatchResult call : (Iterable<MatchResult>) CALL.matcher(text).results()::iterator) {
			String said = call.group(2).replaceFirst("^/api/v1(?=/)", "").replaceFirst("[.,]$", "");
			if (ELSEWHERE.matcher(said).matches()) {
				continue;
			}
			String path = said.replaceFirst("\\?.*", "");
			boolean shortened = path.startsWith("…") || path.startsWith("/{id}");
			List<String> addresses = shortened ? continued(before, path.replaceFirst("^…", "")) : List.of(path);
			String query = said.contains("?") ? said.substring(said.indexOf('?') + 1) : "";
			for (String method : call.group(1).split("/|, | / ", -1)) {
				all.add(new GuideExample(where(page, text, call), method, addresses, query, call.group(3)));
			}
			before = shortened ? before : path;
		}
		WITH_BLOCK.matcher(text)
			.results()
			.map((block) -> new GuideExample(where(page, text, block), block.group(1),
					List.of(block.group(2).replaceFirst("^/api/v1", "")), "",
					block.group(3).replaceAll("\\s*\\n\\s*", " ")))
			.forEach(all::add);
		return all;
	}

	private static String where(String page, String text, MatchResult call) {
		return page + ":" + (text.substring(0, call.start()).lines().count() + 1);
	}

	/** The address before, or a part of its beginning, and on as it is said. */
	private static List<String> continued(String before, String rest) {
		List<String> parts = List.of(before.split("/"));
		return IntStream.iterate(parts.size(), (size) -> size > 1, (size) -> size - 1)
			.mapToObj((size) -> String.join("/", parts.subList(0, size)) + rest)
			.toList();
	}

	/** What the contract knows otherwise; empty where it is right. */
	List<String> mistakes(Contract contract, List<Operation> operations) {
		List<String> mistakes = new ArrayList<>();
		Optional<Operation> meant = this.addresses.stream()
			.flatMap((address) -> operations.stream()
				.filter((operation) -> operation.method().equals(this.method) && isAt(contract, address, operation))
				.sorted(Comparator
					.comparing((operation) -> operation.path().chars().filter((letter) -> letter == '{').count())))
			.findFirst();
		if (meant.isEmpty()) {
			mistakes.add("there is no such call");
		}
		else {
			query(contract, meant.get(), mistakes);
			if (this.body != null && this.body.startsWith("{")) {
				object(contract, this.body, contract.bodyOf(meant.get()), "", mistakes);
			}
		}
		return mistakes.stream().map((mistake) -> this + ": " + mistake).toList();
	}

	private static boolean isAt(Contract contract, String address, Operation operation) {
		List<String> said = List.of(address.split("/"));
		List<String> path = List.of(operation.path().split("/"));
		return said.size() == path.size() && IntStream.range(1, path.size())
			.allMatch((i) -> said.get(i).equals(path.get(i))
					|| (i == 1 && said.get(i).equals("{kind}") && contract.kinds().contains(path.get(i)))
					|| (path.get(i).startsWith("{") && isWord(contract, operation, path.get(i), said.get(i))));
	}

	/** Whether the parameter of the path takes the word that stands there, if any. */
	private static boolean isWord(Contract contract, Operation operation, String parameter, String said) {
		return OPEN.matcher(said).matches()
				|| (!parameter.equals("{id}") && Contract.stream(operation.description().path("parameters"))
					.map(contract::resolved)
					.filter((one) -> ("{" + one.path("name").asText() + "}").equals(parameter))
					.noneMatch((one) -> wrong(contract.resolved(one.path("schema")), said)));
	}

	private void query(Contract contract, Operation operation, List<String> mistakes) {
		Map<String, JsonNode> known = new LinkedHashMap<>();
		contract.queryOf(operation)
			.forEach((parameter) -> known.put(parameter.path("name").asText(),
					contract.resolved(parameter.path("schema"))));
		for (String one : this.query.split("&", -1)) {
			String[] parts = one.split("=", 2);
			JsonNode schema = known.get(parts[0]);
			if (schema == null && !one.isEmpty() && !one.equals("…")) {
				mistakes.add("there is no parameter " + parts[0]);
			}
			else if (parts.length == 2 && !parts[1].isEmpty() && !OPEN.matcher(parts[1]).matches()) {
				Stream.of(parts[1].split("\\|"))
					.filter((word) -> wrong(schema, word))
					.forEach((word) -> mistakes.add(parts[0] + " takes no " + word));
			}
		}
	}

	private static void object(Contract contract, String said, JsonNode schema, String at, List<String> mistakes) {
		for (String one : parts(said)) {
			Matcher member = MEMBER.matcher(one);
			if (one.startsWith("…") || !member.matches()) {
				continue;
			}
			JsonNode field = schema.path("properties").path(member.group(1));
			if (!field.isMissingNode()) {
				value(contract, member.group(2), contract.resolved(field), at + member.group(1), mistakes);
			}
			else if (!schema.path("additionalProperties").isObject()
					&& !schema.path("additionalProperties").asBoolean()) {
				mistakes.add("there is no field " + at + member.group(1));
			}
		}
	}

	private static void value(Contract contract, @Nullable String said, JsonNode schema, String at,
			List<String> mistakes) {
		if (said == null || said.startsWith("…") || said.matches(".* to .*|.*～.*")) {
			return;
		}
		if (said.startsWith("{")) {
			object(contract, said, schema, at + ".", mistakes);
		}
		else if (said.startsWith("[")) {
			parts(said)
				.forEach((one) -> value(contract, one, contract.resolved(schema.path("items")), at + "[]", mistakes));
		}
		else {
			Stream.of(said.split(" *\\| *"))
				.map((word) -> word.replaceAll("^\"|\"$", ""))
				.filter((word) -> !word.contains("…") && wrong(schema, word))
				.forEach((word) -> mistakes.add(at + " takes no " + word));
		}
	}

	/** Whether a word is none of those that the schema allows. */
	private static boolean wrong(@Nullable JsonNode schema, String word) {
		if (schema == null) {
			return false;
		}
		if (schema.has("enum")) {
			return Contract.stream(schema.path("enum")).noneMatch((one) -> one.asText().equals(word));
		}
		return switch (schema.path("type").asText()) {
			case "integer", "number" -> !word.matches("-?[0-9.]+");
			case "boolean" -> !word.matches("true|false");
			case "object", "array" -> !schema.path("type").asText().equals("array");
			default -> (schema.has("pattern") && !Pattern.matches(schema.path("pattern").asText(), word))
					|| (schema.path("format").asText().equals("uuid") && !word.matches("[0-9a-f-]{36}"));
		};
	}

	/** What stands between the commas of an object or an array. */
	private static List<String> parts(String said) {
		List<String> all = new ArrayList<>();
		StringBuilder one = new StringBuilder();
		int depth = 0;
		boolean quoted = false;
		for (int i = 0; i < said.length(); i++) {
			char letter = said.charAt(i);
			quoted ^= letter == '"';
			depth += quoted ? 0 : ("{[".indexOf(letter) >= 0) ? 1 : ("}]".indexOf(letter) >= 0) ? -1 : 0;
			if (depth == 0 || (depth == 1 && !quoted && letter == ',')) {
				all.add(one.toString().strip());
				one.setLength(0);
			}
			else if (depth > 1 || quoted || "{[".indexOf(letter) < 0) {
				one.append(letter);
			}
			if (depth == 0) {
				break;
			}
		}
		return all.stream().filter((part) -> !part.isEmpty()).toList();
	}

	@Override
	public String toString() {
		return this.where + ": " + this.method + " " + this.addresses.get(0)
				+ (this.query.isEmpty() ? "" : "?" + this.query) + ((this.body != null) ? " " + this.body : "");
	}

}
