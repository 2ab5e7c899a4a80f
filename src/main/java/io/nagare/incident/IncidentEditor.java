package io.nagare.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketActions;
import io.nagare.ticket.Tickets;

/**
 * What the API does to incidents, which answers with the incident as it then is: a report
 * and a PATCH. Plain fields are written; everything else is an action of the process: a
 * status performs the one open action that leads there, a team or assignee the one that
 * gives the incident, impact and urgency {@code reclassify}. What is left are the
 * action's fields.
 */
@Component
@Transactional
public class IncidentEditor {

	private static final Set<String> PLAIN = Set.of("title", "description", "category_id", "ci_ids", "confidentiality");

	/** Fields that have an action of their own. */
	private static final Map<String, String> OWN_ACTIONS = Map.of("impact", "reclassify", "urgency", "reclassify");

	private static final int MOST_CIS = 100;

	private static final int MAX_TITLE = 500;

	private static final int MAX_DESCRIPTION = 100_000;

	private final IncidentManagement incidents;

	private final Incidents reads;

	private final Tickets tickets;

	private final TicketActions actions;

	private final CurrentCaller callers;

	IncidentEditor(IncidentManagement incidents, Incidents reads, Tickets tickets, TicketActions actions,
			CurrentCaller callers) {
		this.incidents = incidents;
		this.reads = reads;
		this.tickets = tickets;
		this.actions = actions;
		this.callers = callers;
	}

	/** Opens an incident and shows it as its process left it at the first wait. */
	public IncidentView report(ReportIncident report) {
		return this.reads.one(this.incidents.report(report));
	}

	/**
	 * Changes what the fields say, all of it or nothing, and shows the incident as it
	 * then is.
	 */
	public IncidentView patch(String idOrNumber, Map<String, @Nullable Object> fields, IfMatch ifMatch) {
		Incident incident = this.incidents.takeForEdit(this.tickets.idOf(idOrNumber, "id"), ifMatch);
		change(incident, fields);
		this.tickets.flush();
		return this.reads.one(incident.id());
	}

	private void change(Incident incident, Map<String, @Nullable Object> fields) {
		Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
		IncidentEdit edit = plain(rest);
		if (!fields.keySet().equals(rest.keySet())) {
			demandEdit();
			this.incidents.edit(incident, edit);
		}
		overridePriority(incident, rest);
		dropUnchanged(incident, rest);
		this.actions.performSaid(incident, rest, OWN_ACTIONS);
	}

	private void demandEdit() {
		this.callers.require().demand("incident:work");
	}

	private static IncidentEdit plain(Map<String, @Nullable Object> fields) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		Map<String, @Nullable Object> plain = new LinkedHashMap<>();
		PLAIN.stream().filter(fields::containsKey).forEach((key) -> plain.put(key, fields.remove(key)));
		for (String key : plain.keySet()) {
			if (plain.get(key) == null) {
				wrong.add(Refusal.Detail.of(key, "required"));
			}
		}
		String title = limited(plain, "title", MAX_TITLE, wrong);
		if (title != null && title.isBlank()) {
			wrong.add(Refusal.Detail.of("title", "required"));
		}
		String confidentiality = limited(plain, "confidentiality", MAX_TITLE, wrong);
		if (confidentiality != null && !Set.of("internal", "confidential").contains(confidentiality)) {
			wrong.add(Refusal.Detail.of("confidentiality", "not_a_choice", "internal, confidential"));
		}
		String description = limited(plain, "description", MAX_DESCRIPTION, wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return new IncidentEdit(Optional.ofNullable(title), Optional.ofNullable(description),
				Optional.ofNullable(text(plain.get("category_id"), "category_id"))
					.map((value) -> Tickets.uuid(value, "category_id")),
				Optional.ofNullable(plain.get("ci_ids")).map(IncidentEditor::uuids),
				Optional.ofNullable(confidentiality));
	}

	private static @Nullable String limited(Map<String, @Nullable Object> fields, String key, int most,
			List<Refusal.Detail> wrong) {
		String value = text(fields.get(key), key);
		if (value != null && value.length() > most) {
			wrong.add(Refusal.Detail.of(key, "too_long", most));
		}
		return value;
	}

	private static List<UUID> uuids(Object value) {
		if (!(value instanceof Collection<?> list)) {
			throw Refusal.invalid("ci_ids", "wrong_type", "array");
		}
		if (list.size() > MOST_CIS) {
			throw Refusal.invalid("ci_ids", "too_many", MOST_CIS);
		}
		return list.stream().map((one) -> Tickets.uuid(String.valueOf(one), "ci_ids")).toList();
	}

	private void overridePriority(Incident incident, Map<String, @Nullable Object> fields) {
		String priority = text(fields.remove("priority"), "priority");
		if (priority != null) {
			this.actions.override(incident, priority, fields);
		}
	}

	/** The same value again changes nothing, and performs nothing. */
	private static void dropUnchanged(Incident incident, Map<String, @Nullable Object> fields) {
		fields.remove("impact", incident.impact());
		fields.remove("urgency", incident.urgency());
	}

	private static @Nullable String text(@Nullable Object value, String field) {
		if (value != null && !(value instanceof String)) {
			throw Refusal.invalid(field, "wrong_type", "string");
		}
		return (String) value;
	}

}
