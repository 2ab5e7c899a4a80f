package io.nagare.ticket.copy;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/**
 * Has a ticket that was reported as one thing and is another go on as a ticket of the
 * right type. The first one is cancelled, as its own process does it.
 */
@Component
@Transactional
public class TicketConversionService {

	private static final String CANCEL = "cancel";

	private final TicketWork work;

	private final TicketTypes types;

	private final CopiedFields fields;

	private final TicketService service;

	private final CarriedParts parts;

	private final TicketActions actions;

	private final TicketQueries queries;

	TicketConversionService(TicketWork work, TicketTypes types, CopiedFields fields, TicketService service,
			CarriedParts parts, TicketActions actions, TicketQueries queries) {
		this.work = work;
		this.types = types;
		this.fields = fields;
		this.service = service;
		this.parts = parts;
		this.actions = actions;
		this.queries = queries;
	}

	/**
	 * Opens a ticket of another type for the same reporter, which says the same, has the
	 * notes and files and is related to the first one, and cancels that. Who was answered
	 * is not to be answered again.
	 * @param kind the type that it is, a word of {@link TicketType#kind}
	 * @param besides what a ticket of that type says, besides or instead
	 * @param reason why, for whoever reads the first one; null for nothing
	 * @return the ticket as it then is
	 * @throws Refusal NOT_FOUND where the caller may not read the first one, FORBIDDEN
	 * for who may not work on it or may not report the other, CONFLICT for types that do
	 * not turn out to be each other, ACTION_NOT_OPEN where it can't be cancelled any
	 * more, VALIDATION_FAILED naming what is wrong or lacking
	 */
	public TicketRow convert(TicketType<?, ?> type, String idOrNumber, String kind,
			Map<String, ? extends @Nullable Object> besides, @Nullable String reason) {
		Ticket original = this.work.take(type, idOrNumber);
		this.work.caller().demand(type.kind() + ":work");
		TicketType<?, ?> other = other(type, kind);
		UUID id = this.service.reportUnseen(other, this.fields.ofAnother(type, original, other, besides)).ticket().id();
		Ticket opened = this.work.get(Ticket.class, id);
		this.parts.carryOver(original, opened);
		this.actions.perform(original.id(), CANCEL, Map.of("reason", this.parts.referenceTo(opened, reason)),
				IfMatch.ANY);
		this.work.flush();
		return this.queries.one(other, id);
	}

	private TicketType<?, ?> other(TicketType<?, ?> type, String kind) {
		TicketType<?, ?> other = this.types.find(kind)
			.orElseThrow(() -> Refusal.invalid("kind", "not_a_choice",
					this.types.all()
						.stream()
						.filter(TicketType::isConverted)
						.map(TicketType::kind)
						.collect(Collectors.joining(", "))));
		if (!type.isConverted() || !other.isConverted() || other.kind().equals(type.kind())) {
			throw Refusal.conflict("kind", "not_converted", kind);
		}
		return other;
	}

}
