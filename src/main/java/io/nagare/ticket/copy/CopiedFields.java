package io.nagare.ticket.copy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Category;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.ticket.SaidFields;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.workflow.FormField;
import io.nagare.workflow.ReportForms;

/**
 * What a report of a copy says: whatever a report may say and the original shows by the
 * same name, but for what is decided anew.
 */
@Component
public class CopiedFields {

	/** Who does it, when and how long, how risky it is, and what hangs on it. */
	private static final Set<String> DECIDED_ANEW = Set.of("assignee_id", "implementer_id", "incident_ids",
			"estimated_minutes", "planned_start", "planned_end", "point_of_no_return", "risk_answers", "tasks");

	/** What a ticket of another type may say as well. */
	private static final Set<String> OF_ALL_TYPES = Set.of("title", "description", "priority", "category_id", "site_id",
			"department_id", "ci_ids", "confidentiality", "tags", "reporter_id");

	private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {
	};

	private final TicketQueries queries;

	private final Directory directory;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	private final ObjectMapper json;

	private final TicketFieldsReader reader;

	private final ReportForms forms;

	CopiedFields(TicketQueries queries, Directory directory, Cmdb cmdb, CurrentCaller callers, ObjectMapper json,
			TicketFieldsReader reader, ReportForms forms) {
		this.forms = forms;
		this.queries = queries;
		this.directory = directory;
		this.cmdb = cmdb;
		this.callers = callers;
		this.json = json;
		this.reader = reader;
	}

	/**
	 * By the names that a request gives them. A category or items that are gone are not
	 * said.
	 */
	public Map<String, @Nullable Object> of(TicketType<?, ?> type, Ticket original) {
		Map<String, @Nullable Object> said = new LinkedHashMap<>(original.kept());
		said.putAll(sayable(type, shown(type, type, original)));
		said.putAll(type.copied(original.id()));
		if (!type.takesAnswers()) {
			// its priority may be another than was asked for, and with it what the form
			// asks
			Set<String> asked = this.forms.of(type.process())
				.orElse(List.of())
				.stream()
				.filter((field) -> field.isAsked(said))
				.map(FormField::key)
				.collect(Collectors.toSet());
			said.keySet().removeIf((name) -> original.kept().containsKey(name) && !asked.contains(name));
		}
		return said;
	}

	/**
	 * The same of what all types of tickets say, and what is said besides or instead.
	 * @throws Refusal VALIDATION_FAILED naming every field that no ticket of that type
	 * may have so
	 */
	TicketFields ofAnother(TicketType<?, ?> type, Ticket original, TicketType<?, ?> other,
			Map<String, ? extends @Nullable Object> besides) {
		Map<String, @Nullable Object> said = sayable(other, shown(type, other, original));
		said.keySet().retainAll(OF_ALL_TYPES);
		if (!other.priorityTable().equals(type.priorityTable())) {
			said.remove("priority");
		}
		said.putAll(besides);
		return this.reader.read(other, said);
	}

	/** What the original shows, with ids in place of names. */
	private Map<String, @Nullable Object> shown(TicketType<?, ?> type, TicketType<?, ?> reported, Ticket original) {
		Map<String, @Nullable Object> shown = this.json.convertValue(this.queries.one(type, original.id()), FIELDS);
		original.category()
			.filter((id) -> this.directory.category(id).filter(Category::isActive).isPresent())
			.ifPresent((id) -> shown.put("category_id", id));
		shown.put("site_id", inUse(UnitKind.SITE, original.place().siteId()));
		shown.put("department_id", inUse(UnitKind.DEPARTMENT, original.place().departmentId()));
		shown.put("ci_ids", this.cmdb.items(original.cis()).stream().map(ConfigurationItem::id).toList());
		if (this.callers.require().may(reported.kind() + ":report_for_others")
				&& this.directory.user(original.reporter()).filter(User::isActive).isPresent()) {
			shown.put("reporter_id", original.reporter());
		}
		return shown;
	}

	private static Map<String, @Nullable Object> sayable(TicketType<?, ?> type, Map<String, @Nullable Object> shown) {
		Map<String, @Nullable Object> said = new LinkedHashMap<>();
		Set<String> sayable = sayable(type);
		shown.forEach((name, value) -> {
			if (value != null && sayable.contains(name)) {
				said.put(name, value);
			}
		});
		return said;
	}

	private @Nullable UUID inUse(UnitKind kind, @Nullable UUID unit) {
		return (unit != null && this.directory.organizationUnitInUse(kind, unit).isPresent()) ? unit : null;
	}

	private static Set<String> sayable(TicketType<?, ?> type) {
		return SaidFields.names(type)
			.stream()
			.filter((name) -> !DECIDED_ANEW.contains(name))
			.collect(Collectors.toSet());
	}

}
