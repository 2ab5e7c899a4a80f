package io.nagare.reports;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.ImpactDirection;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.reports.ReportDocument.Section;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketDetail;
import io.nagare.ticket.query.TicketQueries;

/**
 * Gathers what a report of a ticket says, out of what its reader may read, so that every
 * line of it can be followed to the ticket, its journal or a ticket linked to it.
 */
@Component
public class TicketReportService {

	/** What of the journal belongs into a timeline, in the words of its fields. */
	private static final Set<String> TOLD = Set.of("status", "team_id", "assignee_id", "priority", "major_state",
			"risk", "outcome");

	private static final int DEEPEST = 3;

	private final TicketQueries tickets;

	private final TicketTypes types;

	private final Directory directory;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	private final ObjectMapper json;

	private final MessageSource messages;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TicketReportService(TicketQueries tickets, TicketTypes types, Directory directory, Cmdb cmdb, CurrentCaller callers,
			ObjectMapper json, MessageSource messages, ApplicationEventPublisher events, Clock clock) {
		this.tickets = tickets;
		this.types = types;
		this.directory = directory;
		this.cmdb = cmdb;
		this.callers = callers;
		this.json = json;
		this.messages = messages;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * The report of a ticket.
	 * @throws Refusal NOT_FOUND where the caller may not read it, FORBIDDEN where he
	 * reads only his own of that kind
	 */
	public ReportDocument of(TicketType<?, ?> type, String idOrNumber, Locale locale) {
		Caller caller = this.callers.requireMember();
		caller.demand(type.kind() + ":read");
		caller.demand("report:read");
		TicketDetail detail = this.tickets.detail(type, idOrNumber);
		JsonNode ticket = this.json.valueToTree(detail);
		String number = detail.ticket().ticket().number();
		this.events.publishEvent(new Reported(type.kind(), detail.ticket().ticket().id(), number));
		return new Writing(locale, type, ticket, number).write(caller);
	}

	/** Writes one report. */
	private final class Writing {

		private final Locale locale;

		private final TicketType<?, ?> type;

		private final JsonNode ticket;

		private final String number;

		Writing(Locale locale, TicketType<?, ?> type, JsonNode ticket, String number) {
			this.locale = locale;
			this.type = type;
			this.ticket = ticket;
			this.number = number;
		}

		ReportDocument write(Caller caller) {
			List<Section> sections = new ArrayList<>();
			sections.add(Section.of(text("what"), what()));
			sections.add(Section.of(text("when"), when()));
			sections.add(Section.of(text("whom"), whom()));
			sections.add(lines("timeline", List.of("at", "event", "by"), timeline()));
			sections.add(Section.of(text("cause"), texts("root_cause", "cause_code", "symptom", "reason")));
			sections.add(Section.of(text("measures"), texts("resolution", "resolution_code", "workaround",
					"implementation_plan", "backout_plan", "test_plan", "outcome", "review")));
			sections.add(lines("votes", List.of("member", "vote", "reason", "at"), votes()));
			sections.add(lines("tasks", List.of("step", "by", "begun", "ended"), tasks()));
			sections.add(lines("prevention", List.of("number", "title", "status", "relation"), linked()));
			sections.add(lines("service_levels", List.of("clock", "target", "state", "at"), clocks()));
			sections.removeIf(Section::isEmpty);
			String made = Texts
				.label("report.made",
						TimeTexts.of(TicketReportService.this.clock.instant(),
								TicketReportService.this.directory.zone()),
						said(person(caller.userId().toString())))
				.in(this.locale);
			return new ReportDocument(this.locale.getLanguage(), text("title." + this.type.kind(), "title.ticket"),
					this.number, this.ticket.path("title").asText(), made, sections,
					List.of(text("written"), text("checked"), text("approved")));
		}

		private List<List<String>> what() {
			List<List<String>> rows = new ArrayList<>();
			put(rows, "title", this.ticket.path("title").asText(null));
			put(rows, "status", status(this.ticket.path("status").asText(), this.ticket.path("phase").asText()));
			put(rows, "priority", word(this.ticket.path("priority").asText(null)));
			put(rows, "type", word(this.ticket.path("type").asText(null)));
			put(rows, "risk", word(this.ticket.path("risk").asText(null)));
			put(rows, "category", this.ticket.path("category").path("name").asText(null));
			put(rows, "team", this.ticket.path("team").path("name").asText(null));
			put(rows, "assignee", person(this.ticket.path("assignee").path("id").asText(null)));
			put(rows, "description", this.ticket.path("description").asText(null));
			return rows;
		}

		private List<List<String>> when() {
			List<List<String>> rows = new ArrayList<>();
			for (String field : List.of("created_at", "responded_at", "planned_start", "planned_end", "started_at",
					"ended_at", "resolved_at", "closed_at")) {
				put(rows, field, time(this.ticket.path(field).asText(null)));
			}
			return rows;
		}

		private List<List<String>> whom() {
			List<List<String>> rows = new ArrayList<>();
			put(rows, "reporter", person(this.ticket.path("reporter").path("id").asText(null)));
			Set<String> items = new LinkedHashSet<>();
			Set<String> reached = new LinkedHashSet<>();
			if (TicketReportService.this.callers.require().may("cmdb:read")) {
				this.ticket.path("ci_ids").forEach((id) -> {
					UUID item = UUID.fromString(id.asText());
					TicketReportService.this.cmdb.item(item).map(ConfigurationItem::name).ifPresent(items::add);
					TicketReportService.this.cmdb
						.impact(item, ImpactDirection.DOWN, DEEPEST, null, PageQuery.of(1, 100, null, null, List.of()))
						.items()
						.forEach((other) -> reached.add(other.ci().name()));
				});
			}
			reached.removeAll(items);
			put(rows, "items", String.join(", ", items));
			put(rows, "reached", String.join(", ", reached));
			List<String> children = new ArrayList<>();
			this.ticket.path("links").forEach((link) -> {
				if (link.path("type").asText().equals("child_of")
						&& link.path("direction").asText().equals("incoming")) {
					children.add(link.path("ticket_number").asText() + " " + link.path("title").asText());
				}
			});
			put(rows, "children", String.join("\n", children));
			return rows;
		}

		/** Changes of fields, and what the reporter was told. */
		private List<List<String>> timeline() {
			List<Moment> moments = new ArrayList<>();
			this.ticket.path("history").forEach((line) -> {
				String field = line.path("field_name").asText();
				if (TOLD.contains(field) && !line.path("new_value").asText("").isEmpty()) {
					moments.add(new Moment(line.path("changed_at").asText(),
							text("field." + field) + ": " + value(field, line.path("new_value").asText()),
							person(line.path("changed_by").path("id").asText(null))));
				}
			});
			this.ticket.path("work_notes").forEach((note) -> {
				if (note.path("is_public").asText().equals("Y")) {
					moments.add(new Moment(note.path("created_at").asText(), note.path("content").asText(),
							person(note.path("created_by").path("id").asText(null))));
				}
			});
			return moments.stream()
				.sorted(Comparator.comparing(Moment::at))
				.map((moment) -> List.of(String.valueOf(time(moment.at())), moment.event(),
						(moment.by() != null) ? moment.by() : text("by_itself")))
				.toList();
		}

		private String value(String field, String value) {
			return switch (field) {
				case "status" -> status(value, "");
				case "team_id" ->
					TicketReportService.this.directory.team(UUID.fromString(value)).map(Team::name).orElse(value);
				case "assignee_id" -> String.valueOf(person(value));
				default -> String.valueOf(word(value));
			};
		}

		private List<List<String>> texts(String... fields) {
			List<List<String>> rows = new ArrayList<>();
			for (String field : fields) {
				String value = this.ticket.path(field).asText(null);
				put(rows, field, field.equals("outcome") || field.endsWith("_code") ? word(value) : value);
			}
			return rows;
		}

		private List<List<String>> votes() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("votes").forEach((vote) -> {
				String member = name(vote, "holder", "member", "user");
				rows.add(List.of(member, said(word(vote.path("vote").asText(null))), vote.path("reason").asText(""),
						said(time(vote.path("voted_at").asText(null)))));
			});
			return rows;
		}

		private List<List<String>> tasks() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("tasks")
				.forEach((task) -> rows
					.add(List.of(task.path("title").asText(), said(person(first(task, "completed_by", "assignee_id"))),
							said(time(first(task, "actual_start", "planned_start"))),
							said(time(first(task, "actual_end", "planned_end"))))));
			return rows;
		}

		private List<List<String>> linked() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("links").forEach((link) -> {
				if (!link.path("type").asText().equals("child_of")) {
					rows.add(List.of(link.path("ticket_number").asText(), link.path("title").asText(),
							status(link.path("status").asText(), ""),
							text("link." + link.path("type").asText() + "." + link.path("direction").asText())));
					cause(rows, link);
				}
			});
			return rows;
		}

		/** What a linked problem found out, where the reader may read it. */
		private void cause(List<List<String>> rows, JsonNode link) {
			TicketReportService.this.types.find(link.path("kind").asText()).ifPresent((other) -> {
				JsonNode found = TicketReportService.this.json
					.valueToTree(TicketReportService.this.tickets.detail(other, link.path("ticket_number").asText()));
				for (String field : List.of("root_cause", "workaround")) {
					String value = found.path(field).asText("");
					if (!value.isEmpty()) {
						rows.add(List.of("", text("field." + field) + ": " + value, "", ""));
					}
				}
			});
		}

		private List<List<String>> clocks() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("sla")
				.forEach(
						(each) -> rows.add(List.of(text("clock." + each.path("kind").asText()),
								Texts.label("report.minutes", each.path("target_seconds").asLong() / 60)
									.in(this.locale),
								text("clock.state." + each.path("state").asText()),
								said(time(first(each, "stopped_at", "due_at"))))));
			return rows;
		}

		private @Nullable String first(JsonNode node, String one, String other) {
			String value = node.path(one).asText("");
			return !value.isEmpty() && !value.equals("null") ? value : node.path(other).asText(null);
		}

		private String name(JsonNode node, String... fields) {
			for (String field : fields) {
				String id = node.path(field).isObject() ? node.path(field).path("id").asText("")
						: node.path(field + "_id").asText("");
				if (!id.isEmpty()) {
					return said(person(id));
				}
			}
			return "";
		}

		private static String said(@Nullable String value) {
			return (value != null) ? value : "";
		}

		private void put(List<List<String>> rows, String field, @Nullable String value) {
			if (value != null && !value.isBlank() && !value.equals("null")) {
				rows.add(List.of(text("field." + field), value));
			}
		}

		private Section lines(String heading, List<String> columns, List<List<String>> rows) {
			return new Section(text(heading), columns.stream().map((column) -> text("column." + column)).toList(),
					rows);
		}

		private @Nullable String time(@Nullable String at) {
			return (at == null || at.isEmpty() || at.equals("null")) ? null
					: TimeTexts.of(Instant.parse(at), TicketReportService.this.directory.zone()).in(this.locale);
		}

		private @Nullable String person(@Nullable String id) {
			return (id == null || id.isEmpty() || id.equals("null")) ? null
					: TicketReportService.this.directory.user(UUID.fromString(id)).map(User::fullName).orElse(id);
		}

		private String status(String status, String phase) {
			String known = TicketReportService.this.messages.getMessage("status." + this.type.kind() + "." + status,
					null,
					TicketReportService.this.messages.getMessage("status." + status, null,
							TicketReportService.this.messages.getMessage("phase." + phase, null, "", this.locale),
							this.locale),
					this.locale);
			return (known == null || known.isEmpty()) ? status : known;
		}

		/** A word of the shipped models as people say it; another as it is. */
		private @Nullable String word(@Nullable String word) {
			if (word == null || word.equals("null")) {
				return null;
			}
			try {
				return Texts.label("report.word." + word).in(this.locale);
			}
			catch (MissingResourceException ex) {
				return word;
			}
		}

		private String text(String key, String... others) {
			try {
				return Texts.label("report." + key).in(this.locale);
			}
			catch (MissingResourceException ex) {
				return (others.length > 0) ? text(others[0]) : key.substring(key.lastIndexOf('.') + 1);
			}
		}

	}

	private record Moment(String at, String event, @Nullable String by) {
	}

	/** Somebody took a ticket's report home. */
	private record Reported(String entityType, UUID ticket, String number) implements AuditableEvent {

		@Override
		public String action() {
			return "ticket.report_made";
		}

		@Override
		public String entityId() {
			return this.ticket.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("number", this.number);
		}

	}

}
