package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.action.TicketActions;

/**
 * Reports tickets of every kind and takes their steps, by the services of the REST API.
 * Incidents have mutations of their own beside these.
 */
@Component
class TicketMutations implements RuntimeWiringConfigurer {

	private static final String INCIDENT = "incident";

	private static final String TICKET = "ticket";

	private static final String FIELDS = "fields";

	private final TicketService service;

	private final TicketFieldsReader reader;

	private final TicketNodes nodes;

	private final GraphJson json;

	TicketMutations(TicketService service, TicketFieldsReader reader, TicketNodes nodes, GraphJson json) {
		this.service = service;
		this.reader = reader;
		this.nodes = nodes;
		this.json = json;
	}

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		wiring.type("Mutation",
				(type) -> type.dataFetcher("createIncident", this::createIncident)
					.dataFetcher("updateIncident", this::updateIncident)
					.dataFetcher("assignIncident", this::assignIncident)
					.dataFetcher("performIncidentAction", this::performIncidentAction)
					.dataFetcher("createTicket", this::createTicket)
					.dataFetcher("updateTicket", this::updateTicket)
					.dataFetcher("performAction", this::performAction));
	}

	private Object createIncident(DataFetchingEnvironment environment) {
		TicketType<?, ?> type = incidents();
		// its input has no place for what a form asks beyond the fields of the type
		return Map.of(INCIDENT, this.nodes.of(type,
				this.service.reportUnseen(type, this.json.said(type, environment.getArgument("input")))));
	}

	private Object updateIncident(DataFetchingEnvironment environment) {
		return patchedIncident(environment, environment.getArgument("input"));
	}

	private Object assignIncident(DataFetchingEnvironment environment) {
		return patchedIncident(environment, Map.of("assigneeId", environment.<Object>getArgument("assigneeId")));
	}

	private Object patchedIncident(DataFetchingEnvironment environment, Map<String, Object> input) {
		TicketType<?, ?> type = incidents();
		return Map.of(INCIDENT, this.nodes.of(type,
				this.service.patch(type, text(environment, "id"), this.json.said(type, input), IfMatch.ANY)));
	}

	private Object performIncidentAction(DataFetchingEnvironment environment) {
		return Map.of(INCIDENT, performed(incidents(), environment));
	}

	private TicketType<?, ?> incidents() {
		return this.nodes.type(INCIDENT);
	}

	private Object createTicket(DataFetchingEnvironment environment) {
		TicketType<?, ?> type = kind(environment);
		return Map.of(TICKET,
				this.nodes.of(type, this.service.report(type, this.reader.read(type, fields(environment)))));
	}

	private Object updateTicket(DataFetchingEnvironment environment) {
		TicketType<?, ?> type = kind(environment);
		return Map.of(TICKET, this.nodes.of(type, this.service.patch(type, text(environment, "id"),
				this.reader.read(type, fields(environment)), version(environment))));
	}

	private Object performAction(DataFetchingEnvironment environment) {
		return Map.of(TICKET, performed(kind(environment), environment));
	}

	private TicketNode performed(TicketType<?, ?> type, DataFetchingEnvironment environment) {
		TicketActions.Wanted wanted = new TicketActions.Wanted(text(environment, "action"),
				environment.getArgument("element"), fields(environment));
		return this.nodes.of(type, this.service.perform(type, text(environment, "id"), wanted, version(environment)));
	}

	private TicketType<?, ?> kind(DataFetchingEnvironment environment) {
		return this.nodes.type(text(environment, "kind"));
	}

	private static String text(DataFetchingEnvironment environment, String name) {
		return Objects.requireNonNull(environment.<String>getArgument(name));
	}

	/** As the REST API names them: what a form asks for has names of its own. */
	private static Map<String, Object> fields(DataFetchingEnvironment environment) {
		@Nullable Object said = environment.getArgument(FIELDS);
		if (said == null) {
			return Map.of();
		}
		if (!(said instanceof Map<?, ?> named)) {
			throw Refusal.invalid(FIELDS, "wrong_type", "object");
		}
		Map<String, Object> fields = new LinkedHashMap<>();
		named.forEach((name, value) -> fields.put(String.valueOf(name), value));
		return fields;
	}

	/** Which version of the ticket the caller has seen; whichever, where he says none. */
	private static IfMatch version(DataFetchingEnvironment environment) {
		@Nullable Integer version = environment.getArgument("version");
		return (version != null) ? new IfMatch(version.toString()) : IfMatch.ANY;
	}

}
