package io.nagare.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketFilter;
import io.nagare.ticket.TicketReads;
import io.nagare.workflow.FormField;

/** Reads incidents for the API. */
@Component
@Transactional(readOnly = true)
public class Incidents {

	private static final TicketReads.Selection<IncidentView> SELECTION = new Selection();

	private final TicketReads reads;

	private final Priorities priorities;

	private final CurrentCaller callers;

	Incidents(TicketReads reads, Priorities priorities, CurrentCaller callers) {
		this.reads = reads;
		this.priorities = priorities;
		this.callers = callers;
	}

	/** A page of what the caller may read. */
	public Paged<IncidentView> page(TicketFilter filter, PageQuery page) {
		if (filter.priority() != null) {
			filter.priority().forEach((word) -> {
				Refusal.Detail unknown = Priorities.unknown("priority", word, this.priorities.priorities());
				if (unknown != null) {
					throw Refusal.invalid(List.of(unknown));
				}
			});
		}
		return this.reads.page(SELECTION, filter, page, this.callers.require());
	}

	/** The incident as it is now. Its callers have checked who asks. */
	public IncidentView one(UUID id) {
		return this.reads.one(SELECTION, id).orElseThrow(Refusal::notFound);
	}

	/** The choices of impact and urgency, for forms. */
	public Map<String, Object> choices() {
		Map<String, Object> choices = new LinkedHashMap<>();
		choices.put("impacts", options(this.priorities.impacts()));
		choices.put("urgencies", options(this.priorities.urgencies()));
		return choices;
	}

	private static List<FormField.Option> options(List<String> words) {
		return words.stream().map((word) -> new FormField.Option(word, word)).toList();
	}

	private static final class Selection implements TicketReads.Selection<IncidentView> {

		@Override
		public String kind() {
			return Incident.KIND;
		}

		@Override
		public String columns() {
			return """
					i.impact, i.urgency, i.requested_priority, i.hold_reason, i.resolution, i.resolution_code,
					i.reassignment_count, i.reopen_count, i.major_state""";
		}

		@Override
		public String join() {
			return "JOIN incidents i ON i.id = t.id";
		}

		@Override
		public IncidentView map(ResultSet row) throws SQLException {
			return new IncidentView(summary(row), row.getString("number"), row.getString("impact"),
					row.getString("urgency"), row.getString("requested_priority"), row.getString("hold_reason"),
					row.getString("resolution"), row.getString("resolution_code"), row.getInt("reassignment_count"),
					row.getInt("reopen_count"), "accepted".equals(row.getString("major_state")));
		}

	}

}
