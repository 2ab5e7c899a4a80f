package io.nagare.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.availability.Outage;
import io.nagare.availability.OutageService;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.ImpactDirection;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.reports.PassedConflictQueries.PassedConflict;
import io.nagare.reports.ReportDocument.Section;
import io.nagare.shared.Excerpt;
import io.nagare.shared.PageQuery;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketDetail;
import io.nagare.ticket.query.TicketQueries;

/**
 * Gathers what a report of a ticket says, out of what its reader may read, so that every
 * line of it can be followed to the ticket, its journal or a ticket linked to it.
 */
@Component
class TicketReportWriter {

	/** What of the journal belongs into a timeline, in the words of its fields. */
	private static final Set<String> TOLD = Set.of("status", "team_id", "assignee_id", "priority", "major_state",
			"risk", "outcome");

	private static final int DEEPEST = 3;

	/** Characters of one text; whoever reads a page reads no book in a cell. */
	private static final int LONGEST = 4000;

	/** Characters of a table, beyond which each of its texts is told in short. */
	private static final int MOST_CHARACTERS = 400_000;

	/** Lines of what is linked to the ticket, with what was found out there. */
	private static final int MOST_LINKED = 200;

	/** Lines of the timeline: as many from its beginning as from its end. */
	private static final int MOST_MOMENTS = 1000;

	private final TicketQueries tickets;

	private final TicketTypes types;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	private final ReportWords words;

	private final ObjectMapper json;

	private final Clock clock;

	TicketReportWriter(TicketQueries tickets, TicketTypes types, Cmdb cmdb, CurrentCaller callers, ReportWords words,
			ObjectMapper json, Clock clock) {
		this.tickets = tickets;
		this.types = types;
		this.cmdb = cmdb;
		this.callers = callers;
		this.words = words;
		this.json = json;
		this.clock = clock;
	}

	/** The report of a ticket that the caller may read. */
	ReportDocument write(TicketType<?, ?> type, TicketDetail detail, List<OutageService.View> outages,
			List<PassedConflict> conflicts, Locale locale, Caller caller) {
		return new Writing(locale, type, this.json.valueToTree(detail), detail.ticket().ticket().number())
			.write(outages, conflicts, caller);
	}

	/** Writes one report. */
	private final class Writing {

		private final Locale locale;

		private final TicketType<?, ?> type;

		private final JsonNode ticket;

		private final String number;

		private final ReportWords.Language words;

		Writing(Locale locale, TicketType<?, ?> type, JsonNode ticket, String number) {
			this.locale = locale;
			this.words = TicketReportWriter.this.words.in(locale, type.kind());
			this.type = type;
			this.ticket = ticket;
			this.number = number;
		}

		ReportDocument write(List<OutageService.View> outages, List<PassedConflict> conflicts, Caller caller) {
			List<Section> sections = new ArrayList<>();
			sections.add(Section.of(this.words.text("what"), what()));
			sections.add(Section.of(this.words.text("when"), when(outages)));
			sections.add(lines("outages", List.of("service", "occurred", "recovered", "lasted"), outages(outages)));
			sections.add(Section.of(this.words.text("whom"), whom()));
			sections.add(lines("timeline", List.of("at", "event", "by"), timeline()));
			sections.add(Section.of(this.words.text("cause"), texts("root_cause", "cause_code", "symptom", "reason")));
			sections.add(Section.of(this.words.text("measures"), texts("resolution", "resolution_code", "workaround",
					"implementation_plan", "backout_plan", "test_plan", "outcome", "review")));
			sections.add(Section.of(this.words.text("risk"), risk()));
			sections.add(lines("votes", List.of("round", "member", "vote", "reason", "at"), votes()));
			sections.add(lines("conflicts", List.of("conflict", "with", "right", "by", "at"), conflicts(conflicts)));
			sections.add(lines("tasks", List.of("step", "by", "begun", "ended"), tasks()));
			sections.add(lines("prevention", List.of("number", "title", "status", "relation"), linked()));
			sections.add(lines("service_levels", List.of("clock", "target", "state", "at"), clocks()));
			sections.removeIf(Section::isEmpty);
			String made = this.words.made(TicketReportWriter.this.clock.instant(), caller.userId());
			return new ReportDocument(this.locale.getLanguage(),
					this.words.text("title." + this.type.kind(), "title.ticket"), this.number,
					this.ticket.path("title").asText(), made, sections,
					List.of(this.words.text("written"), this.words.text("checked"), this.words.text("approved")));
		}

		private List<List<String>> what() {
			List<List<String>> rows = new ArrayList<>();
			put(rows, "title", this.ticket.path("title").asText(null));
			put(rows, "status",
					this.words.status(this.ticket.path("status").asText(), this.ticket.path("phase").asText()));
			put(rows, "priority", this.words.priority(this.ticket.path("priority").asText("")));
			for (String field : List.of("impact", "urgency")) {
				if (this.ticket.path(field).isTextual()) {
					put(rows, field, this.words.choice(field, this.ticket.path(field).asText()));
				}
			}
			put(rows, "type", this.words.word(this.ticket.path("type").asText(null)));
			put(rows, "category", this.ticket.path("category").path("name").asText(null));
			put(rows, "team", this.ticket.path("team").path("name").asText(null));
			put(rows, "assignee", this.words.person(this.ticket.path("assignee").path("id").asText(null)));
			put(rows, "description", this.ticket.path("description").asText(null));
			return rows;
		}

		private List<List<String>> when(List<OutageService.View> outages) {
			List<List<String>> rows = new ArrayList<>();
			if (!outages.isEmpty()) {
				List<Outage> all = outages.stream().map(OutageService.View::outage).toList();
				put(rows, "occurred_at", this.words.time(all.get(0).began().toString()));
				if (all.stream().allMatch((one) -> one.ended().isPresent())) {
					put(rows, "recovered_at",
							all.stream()
								.flatMap((one) -> one.ended().stream())
								.max(Comparator.naturalOrder())
								.map((last) -> this.words.time(last.toString()))
								.orElse(null));
				}
			}
			for (String field : List.of("created_at", "responded_at", "planned_start", "planned_end",
					"point_of_no_return", "started_at", "ended_at", "resolved_at", "closed_at")) {
				put(rows, field, this.words.time(this.ticket.path(field).asText(null)));
			}
			return rows;
		}

		private List<List<String>> outages(List<OutageService.View> outages) {
			return outages.stream().map((each) -> {
				Instant end = each.outage().ended().orElse(null);
				return List.of(each.service(), said(this.words.time(each.outage().began().toString())),
						(end != null) ? said(this.words.time(end.toString())) : this.words.text("lasts"),
						this.words.hours(
								Duration
									.between(each.outage().began(),
											(end != null) ? end : TicketReportWriter.this.clock.instant())
									.toMinutes()));
			}).toList();
		}

		private List<List<String>> whom() {
			List<List<String>> rows = new ArrayList<>();
			put(rows, "reporter", this.words.person(this.ticket.path("reporter").path("id").asText(null)));
			Set<String> items = new LinkedHashSet<>();
			Set<String> reached = new LinkedHashSet<>();
			if (TicketReportWriter.this.callers.require().may("cmdb:read")) {
				this.ticket.path("ci_ids").forEach((id) -> {
					UUID item = UUID.fromString(id.asText());
					TicketReportWriter.this.cmdb.item(item).map(ConfigurationItem::name).ifPresent(items::add);
					TicketReportWriter.this.cmdb
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
							this.words.text("field." + field) + ": " + value(field, line.path("new_value").asText()),
							this.words.person(line.path("changed_by").path("id").asText(null))));
				}
			});
			this.ticket.path("work_notes").forEach((note) -> {
				if (note.path("is_public").asText().equals("Y")) {
					moments.add(new Moment(note.path("created_at").asText(), note.path("content").asText(),
							this.words.person(note.path("created_by").path("id").asText(null))));
				}
			});
			List<List<String>> rows = moments.stream()
				.sorted(Comparator.comparing(Moment::at))
				.map((moment) -> List.of(String.valueOf(this.words.time(moment.at())), moment.event(),
						(moment.by() != null) ? moment.by() : this.words.text("by_itself")))
				.toList();
			if (rows.size() <= MOST_MOMENTS) {
				return rows;
			}
			List<List<String>> ends = new ArrayList<>(rows.subList(0, MOST_MOMENTS / 2));
			ends.add(List.of("", this.words.leftOut(rows.size() - MOST_MOMENTS), ""));
			ends.addAll(rows.subList(rows.size() - MOST_MOMENTS / 2, rows.size()));
			return ends;
		}

		private String value(String field, String value) {
			return switch (field) {
				case "status" -> this.words.status(value, "");
				case "team_id" -> this.words.team(value);
				case "assignee_id" -> String.valueOf(this.words.person(value));
				case "priority" -> this.words.priority(value);
				default -> String.valueOf(this.words.word(value));
			};
		}

		private List<List<String>> texts(String... fields) {
			List<List<String>> rows = new ArrayList<>();
			for (String field : fields) {
				String value = this.ticket.path(field).asText(null);
				boolean chosen = value != null && (field.equals("outcome") || field.endsWith("_code"));
				put(rows, field, chosen ? this.words.choice(field, value) : value);
			}
			return rows;
		}

		/** How risky a change was found, by what, and who was to authorise it. */
		private List<List<String>> risk() {
			List<List<String>> rows = new ArrayList<>();
			put(rows, "risk", this.words.word(this.ticket.path("risk").asText(null)));
			if (this.ticket.path("risk_score").isNumber()) {
				put(rows, "risk_score", this.ticket.path("likelihood").asText() + " × "
						+ this.ticket.path("impact").asText() + " = " + this.ticket.path("risk_score").asText());
			}
			JsonNode answers = this.ticket.path("risk_answers");
			for (String answer : List.of("backout_tested", "rehearsed")) {
				if (answers.path(answer).isBoolean()) {
					put(rows, answer, this.words.text(answers.path(answer).asBoolean() ? "yes" : "no"));
				}
			}
			if (answers.path("team_experience").isTextual()) {
				put(rows, "team_experience", this.words.text("experience." + answers.path("team_experience").asText()));
			}
			if (this.ticket.path("authority").isTextual()) {
				put(rows, "authority", this.words.text("authority." + this.ticket.path("authority").asText()));
			}
			put(rows, "rejection_reason", this.ticket.path("rejection_reason").asText(null));
			return rows;
		}

		/** Who voted how in which round, and how that ended. */
		private List<List<String>> votes() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("votes").forEach((vote) -> {
				String member = person(vote, "member_id");
				String holder = person(vote, "holder_id");
				rows.add(List.of(this.words.round(vote.path("round").asInt(), vote.path("outcome").asText("open")),
						holder.equals(member) ? member : this.words.onBehalf(holder, member),
						this.words.vote(vote.path("vote").asText("none")), vote.path("reason").asText(""),
						said(this.words.time(vote.path("voted_at").asText(null)))));
			});
			return rows;
		}

		/** What spoke against a change, who saw it, and by which right it passed. */
		private List<List<String>> conflicts(List<PassedConflict> conflicts) {
			return conflicts.stream()
				.map((passed) -> List.of(this.words.conflict(passed.kind()), said(passed.with()),
						this.words.text("right." + passed.right()),
						(passed.by() != null) ? said(this.words.person(passed.by().toString()))
								: this.words.text("by_itself"),
						said(this.words.time(passed.at().toString()))))
				.toList();
		}

		private String person(JsonNode node, String field) {
			return said(this.words.person(node.path(field).asText(null)));
		}

		private List<List<String>> tasks() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("tasks")
				.forEach((task) -> rows.add(List.of(task.path("title").asText(),
						said(this.words.person(first(task, "completed_by", "assignee_id"))),
						said(this.words.time(first(task, "actual_start", "planned_start"))),
						said(this.words.time(first(task, "actual_end", "planned_end"))))));
			return rows;
		}

		private List<List<String>> linked() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("links").forEach((link) -> {
				if (!link.path("type").asText().equals("child_of") && rows.size() < MOST_LINKED) {
					rows.add(List.of(link.path("ticket_number").asText(), link.path("title").asText(),
							this.words.status(link.path("status").asText(), ""), this.words
								.text("link." + link.path("type").asText() + "." + link.path("direction").asText())));
					cause(rows, link);
				}
			});
			return rows;
		}

		/** What a linked problem found out; links lead to what the reader may read. */
		private void cause(List<List<String>> rows, JsonNode link) {
			TicketReportWriter.this.types.find(link.path("kind").asText()).ifPresent((other) -> {
				JsonNode found = TicketReportWriter.this.json.valueToTree(
						TicketReportWriter.this.tickets.one(other, UUID.fromString(link.path("ticket_id").asText())));
				for (String field : List.of("root_cause", "workaround")) {
					String value = found.path(field).asText("");
					if (!value.isEmpty()) {
						rows.add(List.of("", this.words.text("field." + field) + ": " + value, "", ""));
					}
				}
			});
		}

		private List<List<String>> clocks() {
			List<List<String>> rows = new ArrayList<>();
			this.ticket.path("sla")
				.forEach((each) -> rows.add(List.of(this.words.text("clock." + each.path("kind").asText()),
						this.words.minutes(each.path("target_seconds").asLong() / 60),
						this.words.text("clock.state." + each.path("state").asText()),
						said(this.words.time(first(each, "stopped_at", "due_at"))))));
			return rows;
		}

		private @Nullable String first(JsonNode node, String one, String other) {
			String value = node.path(one).asText("");
			return !value.isEmpty() && !value.equals("null") ? value : node.path(other).asText(null);
		}

		private static String said(@Nullable String value) {
			return (value != null) ? value : "";
		}

		private void put(List<List<String>> rows, String field, @Nullable String value) {
			if (value != null && !value.isBlank() && !value.equals("null")) {
				rows.add(List.of(this.words.text("field." + field), bounded(value, LONGEST)));
			}
		}

		private String bounded(String value, int most) {
			return (value.length() > most) ? Excerpt.of(value, most) + "… " + this.words.text("cut") : value;
		}

		/** A table; where it holds very much, less of each text. */
		private Section lines(String heading, List<String> columns, List<List<String>> rows) {
			long characters = rows.stream().flatMap(List::stream).mapToLong(String::length).sum();
			int most = (characters > MOST_CHARACTERS) ? LONGEST / 16 : LONGEST;
			return new Section(this.words.text(heading),
					columns.stream().map((column) -> this.words.text("column." + column)).toList(),
					rows.stream().map((row) -> row.stream().map((cell) -> bounded(cell, most)).toList()).toList());
		}

	}

	private record Moment(String at, String event, @Nullable String by) {
	}

}
