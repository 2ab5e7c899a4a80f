package io.nagare.incident;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.CurrentCaller;
import io.nagare.shared.Versioned;
import io.nagare.sla.ClockView;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.ActionView;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketActions;
import io.nagare.ticket.TicketParts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;

/** An incident with all that hangs on it; what makes incidents a type of tickets. */
@Component
public class IncidentDetails implements TicketType {

	private final Incidents incidents;

	private final TicketParts parts;

	private final Tickets tickets;

	private final TicketActions actions;

	private final CurrentCaller callers;

	private final ServiceLevels serviceLevels;

	IncidentDetails(Incidents incidents, TicketParts parts, Tickets tickets, TicketActions actions,
			CurrentCaller callers, ServiceLevels serviceLevels) {
		this.incidents = incidents;
		this.parts = parts;
		this.tickets = tickets;
		this.actions = actions;
		this.callers = callers;
		this.serviceLevels = serviceLevels;
	}

	@Override
	public String kind() {
		return Incident.KIND;
	}

	@Override
	public String path() {
		return "incidents";
	}

	/**
	 * The incident of that id or number, in one transaction.
	 * @throws io.nagare.shared.Refusal NOT_FOUND where the caller may not read it
	 */
	@Transactional(readOnly = true)
	public Detail detail(String idOrNumber) {
		Ticket ticket = this.tickets.readable(this.tickets.idOf(idOrNumber, "id"));
		IncidentView incident = view(ticket.id());
		boolean internal = this.callers.require().may("incident:read");
		return new Detail(incident, internal ? this.parts.history(ticket.id()) : List.of(),
				this.parts.notes(ticket.id(), internal), this.parts.attachments(ticket.id()),
				this.parts.links(ticket.id()), this.actions.views(ticket.id()), this.serviceLevels.clocks(ticket.id()));
	}

	@Override
	public IncidentView view(UUID ticketId) {
		return this.incidents.one(ticketId);
	}

	@Override
	public String priorityTable() {
		return "incident-priority";
	}

	@Override
	public Map<String, Object> formContext(UUID ticketId) {
		return this.incidents.choices();
	}

	/** An incident with its journal, notes, files, links, and what the caller may do. */
	public record Detail(@JsonUnwrapped IncidentView incident, List<TicketParts.Change> history,
			List<TicketParts.Note> workNotes, List<TicketParts.Attachment> attachments, List<TicketParts.Link> links,
			List<ActionView> actions, List<ClockView> sla) implements Versioned {

		@Override
		public long version() {
			return this.incident.version();
		}

	}

}
