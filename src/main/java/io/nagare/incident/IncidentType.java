package io.nagare.incident;

import java.util.function.Function;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.query.TicketReads;
import io.nagare.ticket.TicketType;
import io.nagare.vendor.Suppliers;
import io.nagare.workflow.FormField;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;

/** What is special about incidents where all tickets are served alike. */
@Component
class IncidentType implements TicketType<Incident, IncidentFields> {

	private static final TicketReads.Selection<IncidentView> SELECTION = new Selection();

	private final Priorities priorities;

	private final Directory directory;

	private final TicketAccess access;

	private final Suppliers suppliers;

	private final ClassificationService classification;

	IncidentType(Priorities priorities, Directory directory, TicketAccess access, Suppliers suppliers,
			ClassificationService classification) {
		this.classification = classification;
		this.priorities = priorities;
		this.directory = directory;
		this.access = access;
		this.suppliers = suppliers;
	}

	@Override
	public String kind() {
		return Incident.KIND;
	}

	@Override
	public String path() {
		return "incidents";
	}

	@Override
	public boolean isReportedByAll() {
		return true;
	}

	@Override
	public boolean isConverted() {
		return true;
	}

	@Override
	public String numberPrefix() {
		return "INC";
	}

	@Override
	public String numberSequence() {
		return "incident_number_seq";
	}

	@Override
	public String priorityTable() {
		return Priorities.TABLE;
	}

	@Override
	public Map<String, String> rated() {
		return Map.of(Incident.IMPACT, "SELECT id, impact AS word FROM incidents", Incident.URGENCY,
				"SELECT id, urgency AS word FROM incidents");
	}

	@Override
	public Optional<String> decided(Incident incident) {
		return this.classification.decided(incident);
	}

	@Override
	public Class<Incident> entity() {
		return Incident.class;
	}

	@Override
	public Class<IncidentFields> fields() {
		return IncidentFields.class;
	}

	@Override
	public Set<String> required() {
		return Set.of("title", "priority");
	}

	@Override
	public Class<IncidentView> view() {
		return IncidentView.class;
	}

	@Override
	public TicketReads.Selection<IncidentView> selection(Caller caller) {
		return SELECTION;
	}

	/** What is said of impact, urgency and assignee later is an action's. */
	@Override
	public void check(@Nullable Incident incident, IncidentFields fields, Caller caller, List<Refusal.Detail> wrong) {
		if (incident != null) {
			return;
		}
		Stream
			.of(Priorities.unknown("impact", fields.impact().orElse(null), this.priorities.impacts()),
					Priorities.unknown("urgency", fields.urgency().orElse(null), this.priorities.urgencies()))
			.filter(Objects::nonNull)
			.forEach(wrong::add);
		UUID reporter = reporter(fields, caller);
		if (!reporter.equals(caller.userId())) {
			if (!caller.may("incident:report_for_others")) {
				throw caller.lacking("incident:report_for_others", "reporter_id", "agents_only");
			}
			if (this.directory.user(reporter).filter(User::isActive).isEmpty()) {
				wrong.add(Refusal.Detail.of("reporter_id", "unknown_user"));
			}
		}
		UUID assignee = fields.assigneeId().orElse(null);
		if (wrong.isEmpty() && assignee != null) {
			if (!caller.isAgent()) {
				throw Refusal.forbidden("assignee_id", "agents_only");
			}
			this.access.requireAgent(assignee, kind(), "assignee_id");
		}
	}

	@Override
	public UUID reporter(IncidentFields fields, Caller caller) {
		UUID other = fields.reporterId().orElse(null);
		return (other != null) ? other : caller.userId();
	}

	@Override
	public Incident open(NewTicket ticket, IncidentFields fields) {
		return new Incident(ticket, said(fields.impact(), this.priorities.defaultImpact()),
				said(fields.urgency(), this.priorities.urgencyFor(ticket.priority())),
				fields.assigneeId().orElse(null));
	}

	private static String said(JsonNullable<@Nullable String> field, String otherwise) {
		@Nullable String word = field.orElse(null);
		return (word != null) ? word : otherwise;
	}

	@Override
	public Map<String, ActionField<Incident>> actionFields() {
		return Map.of("impact", new ActionField<>("reclassify", Incident::impact), "urgency",
				new ActionField<>("reclassify", Incident::urgency));
	}

	@Override
	public List<String> formFields() {
		return List.of("resolution", "resolution_code", "hold_reason", "supplier_id", "vendor_reference", "comment",
				"reason");
	}

	@Override
	public Map<String, Object> formContext(UUID ticketId) {
		Map<String, Object> context = new HashMap<>(reportContext());
		context.put("suppliers",
				this.suppliers.active()
					.stream()
					.map((supplier) -> new FormField.Option(supplier.id().toString(), supplier.name()))
					.toList());
		return context;
	}

	@Override
	public Map<String, Object> reportContext() {
		return Map.of("impacts", choices("impact", this.priorities.impacts()), "urgencies",
				choices("urgency", this.priorities.urgencies()));
	}

	@Override
	public Set<String> formLists() {
		return Set.of("impacts", "urgencies", "suppliers");
	}

	/** Those in charge of a major incident. */
	@Override
	public Map<String, Function<Incident, Set<UUID>>> actors() {
		return Map.of("leads", Incident::leads);
	}

	@Override
	public Set<String> messages() {
		return Set.of("incidentEnded", "reporterReplied", "majorIncidentAccepted", "majorIncidentResolved",
				"majorIncidentReopened", "awaitedWorkCompleted", "parentIncidentHeld", "parentIncidentResolved");
	}

	@Override
	public Map<String, String> views() {
		return Map.of("major", "t.id IN (SELECT id FROM incidents WHERE major_state = 'accepted')"
				+ " AND t.phase IN ('open', 'in_work', 'on_hold')");
	}

	/** A word that an owner adds is called what it is. */
	private List<FormField.Option> choices(String field, List<String> words) {
		return words.stream()
			.map((word) -> new FormField.Option(word, called(field, word).map(Label::both).orElse(word)))
			.toList();
	}

	@Override
	public Optional<Label> called(String field, String word) {
		return switch (field) {
			case "impact" -> Texts.find("impact." + word);
			case "urgency" -> Texts.find("word." + word);
			default -> Optional.empty();
		};
	}

	private static final class Selection implements TicketReads.Selection<IncidentView> {

		@Override
		public String kind() {
			return Incident.KIND;
		}

		@Override
		public String columns() {
			return """
					i.impact, i.urgency, i.requested_priority, i.hold_reason, i.supplier_id, v.name AS supplier_name, i.vendor_reference, i.resolution, i.resolution_code,
					i.reassignment_count, i.reopen_count, i.major_state, i.incident_manager_id,
					i.communications_lead_id, i.technical_lead_id""";
		}

		@Override
		public List<String> texts() {
			return List.of("i.resolution");
		}

		@Override
		public Map<String, String> searched() {
			return Map.of("impact", "i.impact", "urgency", "i.urgency", "resolution", "i.resolution", "resolution_code",
					"i.resolution_code", "hold_reason", "i.hold_reason", "reassignment_count", "i.reassignment_count",
					"reopen_count", "i.reopen_count");
		}

		@Override
		public String join() {
			return "JOIN incidents i ON i.id = t.id LEFT JOIN suppliers_view v ON v.id = i.supplier_id";
		}

		@Override
		public IncidentView map(ResultSet row) throws SQLException {
			return new IncidentView(summary(row), row.getString("number"), row.getString("impact"),
					row.getString("urgency"), row.getString("requested_priority"), row.getString("hold_reason"),
					row.getObject("supplier_id", UUID.class), row.getString("supplier_name"),
					row.getString("vendor_reference"), row.getString("resolution"), row.getString("resolution_code"),
					row.getInt("reassignment_count"), row.getInt("reopen_count"),
					"accepted".equals(row.getString("major_state")), row.getObject("incident_manager_id", UUID.class),
					row.getObject("communications_lead_id", UUID.class),
					row.getObject("technical_lead_id", UUID.class));
		}

	}

}
