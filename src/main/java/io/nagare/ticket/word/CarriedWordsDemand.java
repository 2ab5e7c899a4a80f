package io.nagare.ticket.word;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.TableDemand;

/**
 * Says of a table of priorities how many open tickets carry a word that it has no longer.
 * It hinders nobody: what takes the word's place is said once the table is in force.
 */
@Component
class CarriedWordsDemand implements TableDemand {

	private final TicketTypes types;

	private final CarriedWords carried;

	CarriedWordsDemand(TicketTypes types, CarriedWords carried) {
		this.types = types;
		this.carried = carried;
	}

	@Override
	public Set<String> tables() {
		return this.types.all().stream().map(TicketType::priorityTable).collect(Collectors.toSet());
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		// what is shared has no tickets
		return Tenancy.current().isEmpty() ? List.of()
				: this.carried.missing(tables::allowedValues)
					.stream()
					.map((one) -> Refusal.Detail.of(tables.place(one.type().priorityTable()), "word_carried",
							one.word(), Integer.toString(one.tickets())))
					.toList();
	}

}
