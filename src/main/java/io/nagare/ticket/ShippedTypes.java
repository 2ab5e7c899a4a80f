package io.nagare.ticket;

import java.util.List;

import org.springframework.stereotype.Component;

/** Registers the types of tickets that are beans. Nothing asks it. */
@Component
class ShippedTypes {

	ShippedTypes(TicketTypes types, List<TicketType<?, ?>> shipped) {
		shipped.forEach(types::register);
	}

}
