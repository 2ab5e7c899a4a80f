package io.nagare.ticket.copy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Category;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketQueries;

/**
 * What a report of a copy says: whatever a report may say and the original shows by the
 * same name, but for what is decided anew.
 */
@Component
class CopiedFields {

	/** Who does it, when and how long, how risky it is, and what hangs on it. */
	private static final Set<String> DECIDED_ANEW = Set.of("assignee_id", "implementer_id", "incident_ids",
			"estimated_minutes", "planned_start", "planned_end", "point_of_no_return", "risk_answers", "tasks", "rest");

	private static final NamingBase SNAKE_CASE = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

	private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {
	};

	private final TicketQueries queries;

	private final Directory directory;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	private final ObjectMapper json;

	CopiedFields(TicketQueries queries, Directory directory, Cmdb cmdb, CurrentCaller callers, ObjectMapper json) {
		this.queries = queries;
		this.directory = directory;
		this.cmdb = cmdb;
		this.callers = callers;
		this.json = json;
	}

	/**
	 * By the names that a request gives them. A category or items that are gone are not
	 * said.
	 */
	Map<String, @Nullable Object> of(TicketType<?, ?> type, Ticket original) {
		Map<String, @Nullable Object> shown = this.json.convertValue(this.queries.one(type, original.id()), FIELDS);
		original.category()
			.filter((id) -> this.directory.category(id).filter(Category::isActive).isPresent())
			.ifPresent((id) -> shown.put("category_id", id));
		shown.put("site_id", inUse(UnitKind.SITE, original.place().siteId()));
		shown.put("department_id", inUse(UnitKind.DEPARTMENT, original.place().departmentId()));
		shown.put("ci_ids", this.cmdb.items(original.cis()).stream().map(ConfigurationItem::id).toList());
		if (this.callers.require().may(type.kind() + ":report_for_others")
				&& this.directory.user(original.reporter()).filter(User::isActive).isPresent()) {
			shown.put("reporter_id", original.reporter());
		}
		Map<String, @Nullable Object> said = new LinkedHashMap<>();
		if (type.takesAnswers()) {
			said.putAll(original.kept());
		}
		Set<String> sayable = sayable(type);
		shown.forEach((name, value) -> {
			if (value != null && sayable.contains(name)) {
				said.put(name, value);
			}
		});
		said.putAll(type.copied(original.id()));
		return said;
	}

	private @Nullable UUID inUse(UnitKind kind, @Nullable UUID unit) {
		return (unit != null && this.directory.organizationUnitInUse(kind, unit).isPresent()) ? unit : null;
	}

	private static Set<String> sayable(TicketType<?, ?> type) {
		return Arrays.stream(type.fields().getRecordComponents())
			.map((component) -> SNAKE_CASE.translate(component.getName()))
			.filter((name) -> !DECIDED_ANEW.contains(name))
			.collect(Collectors.toSet());
	}

}
