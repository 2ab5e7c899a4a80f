package io.nagare.workflow;

import java.util.Set;

/**
 * Tables that the product itself asks for tickets, whatever their models call.
 */
public interface TicketTables {

	/** Their keys. */
	Set<String> tables();

	/** How many tickets of the bound tenant are asked for yet that go on. */
	int tickets();

}
