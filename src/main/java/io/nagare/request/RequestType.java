package io.nagare.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.query.TicketReads;
import io.nagare.ticket.query.TicketSummary;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.RequestModels.RequestModel;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What is special about requests where all tickets are served alike: which process one
 * begins is up to what is asked for, and what that is called is up to models.
 */
@Component
public class RequestType implements TicketType<Request, RequestFields> {

	private static final String ENTRUSTED = """
			SELECT t.id FROM tickets_view t JOIN users_view u ON u.id = t.reporter_id
			 WHERE t.tenant_id = :tenant AND t.kind = 'request' AND u.manager_id = :me
			   AND t.confidentiality = 'internal'
			UNION ALL SELECT q.id FROM requests q WHERE q.tenant_id = :tenant AND q.manager_asked_id = :me
			UNION ALL SELECT q.id FROM requests q WHERE q.tenant_id = :tenant AND q.item_owner_id = :me
			UNION ALL SELECT q.id FROM requests q WHERE q.tenant_id = :tenant AND q.requested_for_id = :me
			UNION ALL SELECT q.id FROM requests q JOIN users_view u ON u.id = q.requested_for_id
			  JOIN tickets_view t ON t.id = q.id
			 WHERE q.tenant_id = :tenant AND u.manager_id = :me AND t.confidentiality = 'internal'
			UNION ALL SELECT t.id FROM stand_ins_view s JOIN users_view u ON u.manager_id = s.user_id
			  JOIN tickets_view t ON t.reporter_id = u.id AND t.kind = 'request'
			 WHERE s.tenant_id = :tenant AND s.substitute_id = :me
			   AND t.phase = 'on_hold' AND t.confidentiality = 'internal'
			UNION ALL SELECT t.id FROM stand_ins_view s JOIN users_view u ON u.manager_id = s.user_id
			  JOIN requests q ON q.requested_for_id = u.id JOIN tickets_view t ON t.id = q.id
			 WHERE s.tenant_id = :tenant AND s.substitute_id = :me
			   AND t.phase = 'on_hold' AND t.confidentiality = 'internal'
			UNION ALL SELECT t.id FROM stand_ins_view s JOIN requests q ON q.item_owner_id = s.user_id
			  JOIN tickets_view t ON t.id = q.id
			 WHERE s.tenant_id = :tenant AND s.substitute_id = :me
			   AND t.phase = 'on_hold' AND t.confidentiality = 'internal'
			""";

	private static final String REQUESTED_FOR_ID = "requested_for_id";

	private final RequestModels models;

	private final Directory directory;

	private final Cmdb cmdb;

	private final TicketRecords records;

	private final RequestEligibility eligibility;

	RequestType(RequestModels models, Directory directory, Cmdb cmdb, TicketRecords records,
			RequestEligibility eligibility) {
		this.models = models;
		this.eligibility = eligibility;
		this.directory = directory;
		this.cmdb = cmdb;
		this.records = records;
	}

	@Override
	public String kind() {
		return Request.KIND;
	}

	@Override
	public String path() {
		return "requests";
	}

	/** Everybody may ask for something; each type says who may ask for it. */
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
		return "REQ";
	}

	@Override
	public String numberSequence() {
		return "request_number_seq";
	}

	/** Requests are ranked as incidents are. */
	@Override
	public String priorityTable() {
		return "incident-priority";
	}

	@Override
	public Class<Request> entity() {
		return Request.class;
	}

	@Override
	public Class<RequestFields> fields() {
		return RequestFields.class;
	}

	@Override
	public Set<String> required() {
		return Set.of("type");
	}

	@Override
	public Class<RequestView> view() {
		return RequestView.class;
	}

	@Override
	public TicketReads.Selection<RequestView> selection(Caller caller) {
		return new Selection();
	}

	/** What is asked for has a name, which will do where nobody says another. */
	@Override
	public RequestFields completed(RequestFields fields) {
		return fields.title().isPresent() || !fields.type().isPresent() ? fields
				: this.models.find(fields.type().get())
					.map((model) -> fields.called(model.label().in(LocaleContextHolder.getLocale())))
					.orElse(fields);
	}

	@Override
	public void check(@Nullable Request request, RequestFields fields, Caller caller, List<Refusal.Detail> wrong) {
		if (request != null) {
			if (fields.type().isPresent() && !fields.type().get().equals(request.type())) {
				wrong.add(Refusal.Detail.of("type", "never_changes"));
			}
			if (fields.requestedForId().isPresent()
					&& !Objects.equals(fields.requestedForId().get(), request.requestedFor().orElse(null))) {
				wrong.add(Refusal.Detail.of(REQUESTED_FOR_ID, "never_changes"));
			}
			return;
		}
		RequestModel model = fields.type().isPresent() ? this.models.find(fields.type().get()).orElse(null) : null;
		if (!fields.type().isPresent()) {
			wrong.add(Refusal.Detail.of("type", "required"));
		}
		else if (model == null) {
			wrong.add(Refusal.Detail.of("type", "not_a_choice",
					String.join(", ", this.eligibility.open(caller).map(RequestModel::type).toList())));
		}
		if (fields.reporterId().isPresent()) {
			UUID reporter = fields.reporterId().get();
			if (!reporter.equals(caller.userId())) {
				caller.demand(Request.KIND + ":report_for_others");
			}
			demandActive("reporter_id", reporter, wrong);
		}
		UUID colleague = fields.requestedForId().orElse(null);
		if (colleague != null) {
			demandActive(REQUESTED_FOR_ID, colleague, wrong);
		}
		if (model != null) {
			this.eligibility.demand(model, caller, reporter(fields, caller));
			if (colleague != null && !colleague.equals(reporter(fields, caller))) {
				this.eligibility.demandFor(model, colleague);
			}
		}
	}

	private void demandActive(String field, UUID person, List<Refusal.Detail> wrong) {
		if (this.directory.user(person).filter(User::isActive).isEmpty()) {
			wrong.add(Refusal.Detail.of(field, "unknown_user"));
		}
	}

	@Override
	public UUID reporter(RequestFields fields, Caller caller) {
		return fields.reporterId().orElse(caller.userId());
	}

	@Override
	public Request open(NewTicket ticket, RequestFields fields) {
		UUID colleague = fields.requestedForId().orElse(null);
		// who names himself asks for himself
		return new Request(ticket, fields.type().get(), ticket.reporter().equals(colleague) ? null : colleague);
	}

	@Override
	public void edit(Request request, RequestFields fields, Stamp stamp) {
		Optional<UUID> before = request.cis().stream().findFirst();
		TicketType.super.edit(request, fields, stamp);
		Optional<UUID> item = request.cis().stream().findFirst();
		if (!item.equals(before)) {
			request.isAboutItemOf(item.flatMap(this.cmdb::item).flatMap(ConfigurationItem::ownerUser).orElse(null));
		}
	}

	/**
	 * The managers of who asks and of whom it is for read what is not confidential, and
	 * whoever of them a decision is offered to what is, too; so does who owned what it is
	 * about when it was asked. Whom it is for reads what is asked in his name. Who stands
	 * in for one of those reads what waits and is not confidential.
	 */
	@Override
	public Optional<String> entrusted() {
		return Optional.of(ENTRUSTED);
	}

	@Override
	public void offersDecisionTo(Ticket ticket, UUID manager) {
		if (ticket instanceof Request request) {
			request.offersDecisionTo(manager);
		}
	}

	/** Who is asked asks back. */
	@Override
	public boolean hearsEntrusted() {
		return true;
	}

	@Override
	public Map<String, Function<Request, Set<UUID>>> actors() {
		return Map.of(REQUESTED_FOR, (request) -> request.requestedFor().map(Set::of).orElse(Set.of()), OWNER,
				(request) -> request.itemOwner().map(Set::of).orElse(Set.of()));
	}

	@Override
	public Optional<Label> called(String field, String word) {
		return field.equals("type") ? this.models.find(word).map(RequestModel::label) : Optional.empty();
	}

	@Override
	public Map<String, Object> copied(UUID ticketId) {
		return this.records.get(Request.class, ticketId)
			.requestedFor()
			.filter((person) -> this.directory.user(person).filter(User::isActive).isPresent())
			.<Map<String, Object>>map((person) -> Map.of(REQUESTED_FOR_ID, person))
			.orElse(Map.of());
	}

	@Override
	public boolean takesAnswers() {
		return true;
	}

	/** What is asked for is a process each. */
	@Override
	public String process(Request request) {
		return this.models.find(request.type()).orElseThrow(Refusal::notFound).process();
	}

	private static final class Selection implements TicketReads.Selection<RequestView> {

		@Override
		public String kind() {
			return Request.KIND;
		}

		@Override
		public String columns() {
			return """
					q.request_type, f.id AS requested_for_id, f.username AS requested_for_username,
					f.first_name AS requested_for_first_name, f.last_name AS requested_for_last_name""";
		}

		@Override
		public Map<String, String> searched() {
			return Map.of("type", "q.request_type");
		}

		@Override
		public String join() {
			return "JOIN requests q ON q.id = t.id LEFT JOIN users_view f ON f.id = q.requested_for_id";
		}

		@Override
		public RequestView map(ResultSet row) throws SQLException {
			return new RequestView(summary(row), row.getString("number"), row.getString("request_type"),
					TicketSummary.person(row, REQUESTED_FOR));
		}

	}

}
