package io.nagare.workflow;

import java.util.Set;

/**
 * Tables that the product itself asks for tickets of every process, whatever a model
 * calls.
 */
public interface TicketTables {

	/** Their keys. */
	Set<String> tables();

}
