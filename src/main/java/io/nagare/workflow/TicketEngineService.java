package io.nagare.workflow;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What the engine asks of the module that owns the tickets, which implements it. */
public interface TicketEngineService {

	/** What the ticket's tasks show. */
	WorkItem workItem(UUID ticketId);

	/** Whether the ticket still needs its process, of whatever tenant it is. */
	boolean isOpen(UUID ticketId);

	/**
	 * What the forms of the ticket's tasks show and offer: read-only values by field key,
	 * and the options of selects by their {@code valuesKey}, as lists of
	 * {@link FormField.Option}.
	 * @param lists those of the organisation that are wanted; no others are read
	 */
	Map<String, Object> formContext(UUID ticketId, Collection<ChoiceList> lists);

	/** Whether the list, as it is for the ticket, holds the value. */
	boolean offers(UUID ticketId, ChoiceList list, String value);

}
