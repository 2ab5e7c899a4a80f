package io.nagare.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reporting tickets, reading them and taking them further. */
final class TicketCommands {

	private static final String INCIDENTS = "incidents";

	/** What a number begins with, and where the API has such tickets. */
	private static final Map<String, String> KINDS = Map.of("INC", INCIDENTS, "PRB", "problems", "CHG", "changes",
			"REQ", "requests");

	private TicketCommands() {
	}

	private static String path(String number) {
		String prefix = number.substring(0, Math.min(3, number.length())).toUpperCase(Locale.ROOT);
		return "/" + KINDS.getOrDefault(prefix, INCIDENTS) + "/" + encoded(number);
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static void line(NagareClient client, JsonNode ticket) {
		client.out()
			.printf("%-11s %-16s %-9s %-16s %s%n", number(ticket), ticket.path("status").asText(),
					ticket.path("priority").asText(), ticket.path("assignee").path("username").asText("-"),
					ticket.path("title").asText());
	}

	private static String number(JsonNode ticket) {
		for (Iterator<String> names = ticket.fieldNames(); names.hasNext();) {
			String name = names.next();
			if (name.endsWith("_number") && ticket.path(name).isTextual()) {
				return ticket.path(name).asText();
			}
		}
		return ticket.path("id").asText();
	}

	/** What both a list and an export are narrowed by. */
	static final class Narrowed {

		@Option(names = "--status", split = ",", paramLabel = "STATUS")
		private List<String> status = new ArrayList<>();

		@Option(names = "--priority", split = ",", paramLabel = "PRIORITY")
		private List<String> priority = new ArrayList<>();

		@Option(names = "--view", paramLabel = "VIEW")
		private @Nullable String view;

		@Option(names = { "-q", "--search" }, paramLabel = "WORDS")
		private @Nullable String search;

		String query() {
			List<String> parts = new ArrayList<>();
			this.status.forEach((one) -> parts.add("status=" + encoded(one)));
			this.priority.forEach((one) -> parts.add("priority=" + encoded(one)));
			if (this.view != null) {
				parts.add("view=" + encoded(this.view));
			}
			if (this.search != null) {
				parts.add("q=" + encoded(this.search));
			}
			return String.join("&", parts);
		}

	}

	/** Reports an incident. */
	@Command(mixinStandardHelpOptions = true)
	static final class Report implements Callable<Integer> {

		private final NagareClient client;

		@Option(names = "--title", required = true, paramLabel = "TITLE")
		private String title = "";

		@Option(names = "--priority", defaultValue = "medium", paramLabel = "PRIORITY")
		private String priority = "";

		@Option(names = "--description", paramLabel = "TEXT")
		private @Nullable String description;

		@Parameters(paramLabel = "FIELD=VALUE", arity = "0..*")
		private @Nullable List<String> fields;

		Report(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			Map<String, Object> said = this.client.fields(this.fields);
			said.put("title", this.title);
			said.put("priority", this.priority);
			if (this.description != null) {
				said.put("description", this.description);
			}
			JsonNode ticket = this.client.server().post("/incidents", said).path("data");
			if (!this.client.isPrinted(ticket)) {
				this.client.out().println(number(ticket));
			}
			return 0;
		}

	}

	/** A page of tickets. */
	@Command(mixinStandardHelpOptions = true)
	static final class ListThem implements Callable<Integer> {

		private final NagareClient client;

		@Mixin
		private final Narrowed narrowed = new Narrowed();

		@Option(names = "--limit", defaultValue = "20", paramLabel = "COUNT")
		private int limit;

		@Parameters(paramLabel = "KIND", arity = "0..1", defaultValue = INCIDENTS)
		private String kind = "";

		ListThem(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			JsonNode tickets = this.client.server()
				.get("/" + encoded(this.kind) + "?limit=" + this.limit + "&" + this.narrowed.query())
				.path("data");
			if (!this.client.isPrinted(tickets)) {
				tickets.forEach((ticket) -> line(this.client, ticket));
			}
			return 0;
		}

	}

	/** One ticket, and what may be done to it. */
	@Command(mixinStandardHelpOptions = true)
	static final class Show implements Callable<Integer> {

		private final NagareClient client;

		@Parameters(paramLabel = "NUMBER")
		private String number = "";

		Show(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			JsonNode ticket = this.client.server().get(path(this.number)).path("data");
			if (!this.client.isPrinted(ticket)) {
				line(this.client, ticket);
				ticket.path("description").asText("").lines().forEach((text) -> this.client.out().println("  " + text));
				ticket.path("actions").forEach((action) -> printAction(this.client, action));
			}
			return 0;
		}

	}

	private static void printAction(NagareClient client, JsonNode action) {
		String language = client.words().locale().getLanguage().equals("ja") ? "ja" : "en";
		client.out().printf("  %-20s %s%n", action.path("name").asText(), action.path("label").path(language).asText());
	}

	/** Performs an action with the fields of its form. */
	@Command(mixinStandardHelpOptions = true)
	static final class Act implements Callable<Integer> {

		private final NagareClient client;

		@Parameters(index = "0", paramLabel = "NUMBER")
		private String number = "";

		@Parameters(index = "1", paramLabel = "ACTION")
		private String action = "";

		@Parameters(index = "2..*", paramLabel = "FIELD=VALUE", arity = "0..*")
		private @Nullable List<String> fields;

		Act(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			JsonNode ticket = this.client.server()
				.post(path(this.number) + "/actions/" + encoded(this.action), this.client.fields(this.fields))
				.path("data");
			if (!this.client.isPrinted(ticket)) {
				line(this.client, ticket);
			}
			return 0;
		}

	}

	/** All tickets of a list, as CSV, into a file or to wherever output goes. */
	@Command(mixinStandardHelpOptions = true)
	static final class Export implements Callable<Integer> {

		private final NagareClient client;

		@Mixin
		private final Narrowed narrowed = new Narrowed();

		@Parameters(paramLabel = "KIND", arity = "0..1", defaultValue = INCIDENTS)
		private String kind = "";

		@Option(names = { "-o", "--output" }, paramLabel = "FILE")
		private @Nullable Path output;

		Export(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() throws IOException {
			try (InputStream rows = this.client.server()
				.download("/" + encoded(this.kind) + "/export?" + this.narrowed.query())) {
				if (this.output != null) {
					Files.copy(rows, this.output, StandardCopyOption.REPLACE_EXISTING);
				}
				else {
					this.client.out().print(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
					this.client.out().flush();
				}
			}
			return 0;
		}

	}

}
