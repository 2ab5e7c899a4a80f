package io.nagare.servicenow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.servicenow.TicketInput.Said;
import io.nagare.servicenow.TicketVocabulary.Words;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketTriage;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.workflow.WordList;

/**
 * Does to a ticket what a record's new values ask for. A state is never written: it
 * becomes the one action of the process that leads there.
 */
@Component
class TicketSteps {

	/** The columns that a report takes at once. */
	static final Set<String> REPORTED = Set.of("short_description", "description", "priority", "impact", "urgency",
			"category", "cmdb_ci", "caller_id", "type", "justification", "start_date", "end_date",
			"implementation_plan", "backout_plan", "test_plan");

	private static final String REASON = "reason";

	/** Of the ends of a problem that share a number, the one that its code means. */
	private static final Map<String, String> ENDS = Map.of("fix_applied", "closed", "risk_accepted", "closed",
			"duplicate", "duplicate", "canceled", "cancelled");

	private final TicketService service;

	private final TicketActions actions;

	private final TicketNotes notes;

	private final TicketWork work;

	private final TicketFieldsReader reader;

	private final TicketTriage triage;

	TicketSteps(TicketService service, TicketActions actions, TicketNotes notes, TicketWork work,
			TicketFieldsReader reader, TicketTriage triage) {
		this.service = service;
		this.actions = actions;
		this.notes = notes;
		this.work = work;
		this.reader = reader;
		this.triage = triage;
	}

	UUID report(TicketType<?, ?> type, Said said, Words words) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>(said.plain());
		fields.putAll(said.classes());
		fields.putAll(said.reporter());
		// programs leave it to the table, which asks for what is wanted
		if (type.required().contains("priority")) {
			fields.putIfAbsent("priority",
					Optional.ofNullable(said.classes().get("urgency"))
						.filter(words.priority().words()::contains)
						.orElseGet(() -> middle(words.priority().words())));
		}
		return this.service.reportUnseen(type, this.reader.read(type, fields)).ticket().id();
	}

	private static Object middle(List<String> words) {
		return words.contains("medium") ? "medium" : words.get(words.size() / 2);
	}

	/** Follows one thing after the other, in the order in which a person would. */
	void follow(TicketType<?, ?> type, Ticket ticket, Said said, Words words) {
		if (!said.reporter().isEmpty()) {
			throw Refusal.invalid("reporter_id", "reporter_stays");
		}
		if (!said.plain().isEmpty()) {
			patch(type, ticket, said.plain());
		}
		if (!said.classes().isEmpty()) {
			patch(type, ticket, explained(ticket, said, said.classes(), Set.of("reclassify")));
		}
		if (!said.hands().isEmpty() && !isGivenOnTheWay(ticket, said, words)) {
			give(type, ticket, said);
		}
		// what has ended keeps nothing more
		keep(ticket, said.kept());
		boolean told = false;
		if (said.state() != null) {
			told = lead(type, ticket, said, said.state(), words);
		}
		else if (!said.step().isEmpty()) {
			throw Refusal
				.invalid(said.step().keySet().stream().map((key) -> Refusal.Detail.of(key, "needs_state")).toList());
		}
		note(ticket, said.workNotes(), false);
		note(ticket, told ? null : said.comments(), true);
	}

	/** Whether the step that leads to the state gives it, too. */
	private boolean isGivenOnTheWay(Ticket ticket, Said said, Words words) {
		String state = said.state();
		List<String> statuses = (state != null) ? words.states().statuses(state) : List.of();
		return this.actions.views(ticket.id())
			.stream()
			.filter((action) -> statuses.stream().anyMatch(action.leadsTo()::contains))
			.anyMatch((action) -> takesHands(action, said));
	}

	private static boolean takesHands(ActionView action, Said said) {
		return said.hands().keySet().stream().allMatch((hand) -> takes(action, hand));
	}

	private void give(TicketType<?, ?> type, Ticket ticket, Said said) {
		List<ActionView> giving = this.actions.views(ticket.id())
			.stream()
			.filter((action) -> takes(action, "assignee_id"))
			.toList();
		// a change is planned by a team before any step gives it to a person
		if (giving.isEmpty() && type.kind().equals("change") && !ticket.phase().isFinal()
				&& said.hands().keySet().equals(Set.of("team_id"))
				&& said.hands().get("team_id") instanceof String team) {
			this.work.caller().demand("change:work");
			this.triage.handOver(ticket, UUID.fromString(team));
			return;
		}
		if (giving.size() != 1) {
			throw notLeading("assignee_id", giving.isEmpty() ? this.actions.views(ticket.id()) : giving);
		}
		patch(type, ticket, explained(ticket, said, said.hands(), Set.of(giving.get(0).name())));
	}

	/** Returns whether the comment went along with the action. */
	private boolean lead(TicketType<?, ?> type, Ticket ticket, Said said, String state, Words words) {
		List<String> statuses = meant(said, words.states().statuses(state));
		if (statuses.isEmpty()) {
			throw Refusal.invalid("status", "not_a_choice", String.join(", ", words.states().all()));
		}
		List<ActionView> open = this.actions.views(ticket.id());
		List<ActionView> leading = open.stream()
			.filter((action) -> statuses.stream().anyMatch(action.leadsTo()::contains))
			.toList();
		List<String> reached = statuses.stream()
			.filter((status) -> leading.stream().anyMatch((action) -> action.leadsTo().contains(status)))
			.toList();
		if (leading.isEmpty() && !said.step().isEmpty()) {
			Optional<String> before = resolution(open, statuses, words);
			if (before.isPresent()) {
				boolean told = lead(type, ticket, said, before.get(), words);
				lead(type, ticket, said.afterStep(), state, words);
				return told;
			}
		}
		if (leading.size() != 1 || reached.size() != 1) {
			throw notLeading("status", leading.isEmpty() ? open : leading);
		}
		ActionView action = leading.get(0);
		Map<String, @Nullable Object> fields = explained(ticket, said, said.step(), Set.of(action.name()));
		if (takesHands(action, said)) {
			fields.putAll(said.hands());
		}
		boolean told = said.comments() != null && takes(action, "comment");
		if (told) {
			fields.put("comment", said.comments());
		}
		if (takes(action, REASON) && said.step().get("resolution") != null && !takes(action, "resolution")) {
			fields.put(REASON, fields.remove("resolution"));
			fields.remove("resolution_code");
		}
		if (type.kind().equals("problem")) {
			keep(ticket, untaken(said, fields, action));
		}
		fields.put("status", reached.get(0));
		patch(type, ticket, fields);
		return told;
	}

	private static List<String> meant(Said said, List<String> statuses) {
		String end = ENDS.getOrDefault(String.valueOf(said.kept().get("resolution_code")), "");
		return statuses.contains(end) ? List.of(end) : statuses;
	}

	/** Programs close at once what is resolved before it is closed: the state between. */
	private static Optional<String> resolution(List<ActionView> open, List<String> statuses, Words words) {
		return words.states()
			.known()
			.values()
			.stream()
			.filter((word) -> Phase.RESOLVED.word().equals(word.phase()) && !statuses.contains(word.value()))
			.map(WordList.Word::value)
			.filter((status) -> open.stream().anyMatch((action) -> action.leadsTo().contains(status)))
			.findFirst();
	}

	/**
	 * Programs say again what they know of a problem whichever step they ask for: what
	 * this one does not take is kept, and its cause has a code of its own.
	 */
	private static Map<String, Object> untaken(Said said, Map<String, @Nullable Object> fields, ActionView action) {
		Map<String, Object> untaken = new LinkedHashMap<>();
		Map.of("resolution", "fix_notes", "root_cause", "cause_notes").forEach((field, column) -> {
			if (!takes(action, field)) {
				@Nullable Object text = fields.remove(field);
				if (text != null) {
					untaken.put(column, text);
				}
			}
		});
		if (fields.containsKey("root_cause") && takes(action, "cause_code")) {
			fields.putIfAbsent("cause_code", "unknown");
		}
		if (takes(action, "duplicate_of") && said.kept().get("duplicate_of") instanceof String original) {
			fields.putIfAbsent("duplicate_of", SysId.parse(original).map(UUID::toString).orElse(original));
		}
		return untaken;
	}

	/**
	 * With a reason where one of the actions demands one: what was written along, or else
	 * that a program did it.
	 */
	private Map<String, @Nullable Object> explained(Ticket ticket, Said said, Map<String, @Nullable Object> fields,
			Set<String> actions) {
		Map<String, @Nullable Object> explained = new LinkedHashMap<>(fields);
		boolean demanded = this.actions.views(ticket.id())
			.stream()
			.filter((action) -> actions.contains(action.name()))
			.flatMap((action) -> action.fields().stream())
			.anyMatch((field) -> field.key().equals(REASON) && field.required());
		if (demanded) {
			explained.putIfAbsent(REASON, Optional.ofNullable(said.workNotes())
				.or(() -> Optional.ofNullable(said.comments()))
				.or(() -> Optional.ofNullable(said.kept().get("close_notes")).map(Object::toString))
				.orElseGet(() -> Texts.label("servicenow.reason", Label.said(this.work.caller().username())).both()));
		}
		return explained;
	}

	private static boolean takes(ActionView action, String field) {
		return action.fields().stream().anyMatch((taken) -> taken.key().equals(field));
	}

	private static Refusal notLeading(String field, List<ActionView> open) {
		return notOpen(field, open.stream().map(ActionView::name).distinct().toList());
	}

	/** That what is said of the field leads nowhere, and which actions are open. */
	static Refusal notOpen(String field, List<String> open) {
		return Refusal.invalid(field, open.isEmpty() ? "no_action_open" : "no_action_leads_there",
				String.join(", ", open));
	}

	private void patch(TicketType<?, ?> type, Ticket ticket, Map<String, @Nullable Object> fields) {
		this.service.patch(type, ticket.id().toString(), this.reader.read(type, fields), IfMatch.ANY);
	}

	private void keep(Ticket ticket, Map<String, Object> kept) {
		if (kept.isEmpty()) {
			return;
		}
		if (ticket.phase().isFinal()) {
			throw Refusal.conflict("status", "ended_already", ticket.status());
		}
		boolean own = ticket.reporter().equals(this.work.caller().userId()) && ticket.kept().isEmpty();
		if (!own) {
			this.work.caller().demand(ticket.kind() + ":work");
		}
		ticket.keep(kept, this.work.now());
		this.work.save(ticket);
		this.work.flush();
	}

	private void note(Ticket ticket, @Nullable String text, boolean publicNote) {
		if (text == null || text.isBlank()) {
			return;
		}
		if (text.length() > TicketNotes.LONGEST) {
			throw Refusal.invalid(publicNote ? "comments" : "work_notes", "too_long", TicketNotes.LONGEST);
		}
		this.notes.add(ticket.id(), WorkNote.WORK_NOTE, text, publicNote);
		this.work.flush();
	}

}
