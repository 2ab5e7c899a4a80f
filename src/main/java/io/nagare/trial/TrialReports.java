package io.nagare.trial;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.action.FieldView;
import io.nagare.ticket.action.ReportFormQueries;
import io.nagare.workflow.RequestModels;

/** What is filled in to report the ticket of a trial, and the report itself. */
@Component
class TrialReports {

	private final TicketService tickets;

	private final TicketTypes types;

	private final TicketFieldsReader reader;

	private final ReportFormQueries forms;

	private final RequestModels requests;

	TrialReports(TicketService tickets, TicketTypes types, TicketFieldsReader reader, ReportFormQueries forms,
			RequestModels requests) {
		this.tickets = tickets;
		this.types = types;
		this.reader = reader;
		this.forms = forms;
		this.requests = requests;
	}

	/**
	 * What the caller is asked.
	 * @param asked the type of a request; null for other kinds
	 * @throws Refusal VALIDATION_FAILED for a type that no model makes
	 */
	List<FieldView> form(String kind, @Nullable String asked) {
		TicketType<?, ?> type = this.types.of(kind);
		if (!type.takesAnswers()) {
			return this.forms.of(type, null);
		}
		if (asked == null) {
			throw Refusal.invalid("type", "required");
		}
		return this.requests.find(asked)
			.map(this.forms::of)
			.orElseThrow(() -> Refusal.invalid("type", "not_a_choice",
					String.join(", ", this.requests.all().stream().map(RequestModels.RequestModel::type).toList())));
	}

	/**
	 * Reports the ticket.
	 * @param filledIn whether somebody saw the form, so that it may lack nothing
	 * @return its id
	 */
	UUID report(String kind, Map<String, Object> fields, boolean filledIn) {
		TicketType<?, ?> type = this.types.of(kind);
		return filledIn ? this.tickets.report(type, this.reader.read(type, fields)).ticket().id()
				: this.tickets.report(kind, fields);
	}

}
