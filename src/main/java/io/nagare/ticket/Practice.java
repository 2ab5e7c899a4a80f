package io.nagare.ticket;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a practice adds to its tickets where all practices are served alike. */
public interface Practice {

	/** The practice in the singular, as in {@link Ticket#kind()}. */
	String kind();

	/** The word of its path in the API, such as {@code incidents}. */
	String path();

	/** The ticket with everything about it, for the API. */
	Object detail(UUID ticketId);

	/** The clocks of the ticket. */
	List<SlaView> sla(UUID ticketId);

	/** What its forms show and offer beyond what every ticket has. */
	Map<String, Object> formContext(UUID ticketId);

}
