package io.nagare.trial;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.IfMatch;
import io.nagare.sla.ClockView;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.FieldView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketSummary;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.ProcessTrials;
import io.nagare.workflow.ProcessView;
import io.nagare.workflow.Processes;

/**
 * What a trial does to its ticket: by the doors of everybody, and the engine's moments.
 */
@Component
public class TrialTickets {

	private final TrialReports reports;

	private final TicketTypes types;

	private final TicketActions actions;

	private final TicketQueries queries;

	private final Processes processes;

	private final ProcessTrials moments;

	private final ServiceLevels levels;

	TrialTickets(TrialReports reports, TicketTypes types, TicketActions actions, TicketQueries queries,
			Processes processes, ProcessTrials moments, ServiceLevels levels) {
		this.reports = reports;
		this.types = types;
		this.actions = actions;
		this.queries = queries;
		this.processes = processes;
		this.moments = moments;
		this.levels = levels;
	}

	/**
	 * What the caller fills in to report a ticket.
	 * @param asked the type of a request; null for other kinds
	 */
	List<FieldView> form(String kind, @Nullable String asked) {
		return this.reports.form(kind, asked);
	}

	/** Reports the ticket; its form may lack something unless somebody filled it in. */
	public UUID report(String kind, Map<String, Object> fields, boolean filledIn) {
		UUID ticket = this.reports.report(kind, fields, filledIn);
		this.moments.goOn(ticket);
		return ticket;
	}

	public void perform(String kind, UUID ticket, TicketActions.Wanted wanted) {
		this.actions.perform(this.types.of(kind), ticket.toString(), wanted, IfMatch.ANY);
		this.moments.goOn(ticket);
	}

	public boolean fire(UUID ticket, String timer) {
		boolean fired = this.moments.fire(ticket, timer);
		this.moments.goOn(ticket);
		return fired;
	}

	public List<OpenAction> open(UUID ticket) {
		return this.processes.openActions(ticket);
	}

	public ActionView view(UUID ticket, OpenAction action) {
		return this.actions.view(ticket, action);
	}

	public TicketSummary summary(String kind, UUID ticket) {
		return this.queries.one(this.types.of(kind), ticket).ticket();
	}

	public List<ProcessView> processes(UUID ticket) {
		return this.processes.view(ticket);
	}

	public List<ClockView> clocks(UUID ticket) {
		return this.levels.clocks(ticket);
	}

}
