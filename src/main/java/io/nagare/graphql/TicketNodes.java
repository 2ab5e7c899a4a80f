package io.nagare.graphql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/** Finds tickets for who may read them, and knows how the schema calls each kind. */
@Component
class TicketNodes {

	/** Kinds that have a type of their own; it is called as they are. */
	private static final Set<String> OWN = Set.of("incident", "problem", "change", "request");

	/** How tickets are called that have no fields but those of every ticket. */
	private static final String PLAIN = "PlainTicket";

	/** All types of the schema that are tickets. */
	static final List<String> ALL = List.of("Incident", "Problem", "Change", "Request", PLAIN);

	private final TicketTypes types;

	private final Tickets tickets;

	private final TicketQueries queries;

	private final GraphJson json;

	TicketNodes(TicketTypes types, Tickets tickets, TicketQueries queries, GraphJson json) {
		this.types = types;
		this.tickets = tickets;
		this.queries = queries;
		this.json = json;
	}

	/** How the schema calls tickets of the kind. */
	static String typeName(String kind) {
		return OWN.contains(kind) ? kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) : PLAIN;
	}

	/**
	 * The type that a question names.
	 * @throws Refusal VALIDATION_FAILED naming the kinds that the tenant has
	 */
	TicketType<?, ?> type(String kind) {
		return this.types.find(kind)
			.orElseThrow(() -> Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map(TicketType::kind).toList())));
	}

	/**
	 * The ticket of that type; empty where the caller may read none.
	 * @throws Refusal VALIDATION_FAILED for what is neither id nor number
	 */
	Optional<TicketNode> find(TicketType<?, ?> type, String idOrNumber) {
		return this.tickets.findReadable(idOrNumber, "id")
			.filter((ticket) -> ticket.kind().equals(type.kind()))
			.map((ticket) -> of(type, this.queries.one(type, ticket.id())));
	}

	/**
	 * The ticket, of whatever type; empty where the caller may read none.
	 * @throws Refusal VALIDATION_FAILED for what is neither id nor number
	 */
	Optional<TicketNode> find(String idOrNumber) {
		return this.tickets.findReadable(idOrNumber, "id").map((ticket) -> {
			TicketType<?, ?> type = this.types.of(ticket);
			return of(type, this.queries.one(type, ticket.id()));
		});
	}

	TicketNode of(TicketType<?, ?> type, TicketRow row) {
		return new TicketNode(row.ticket().id(), type.kind(), row.ticket().number(), row.version(),
				this.json.fields(row));
	}

}
