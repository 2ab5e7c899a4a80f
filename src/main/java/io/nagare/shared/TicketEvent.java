package io.nagare.shared;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a ticket. Names are in the past tense; content is ids and
 * words.
 */
public interface TicketEvent extends TenantEvent {

	/** The ticket it happened to. */
	TicketRef ticket();

	/** Who did it; null when the process did it by itself. */
	@Nullable UUID actor();

	/** When it happened. */
	Instant at();

	/**
	 * A ticket came into being. Published once per ticket, inside the transaction that
	 * stores it.
	 */
	interface Reported extends TicketEvent {

	}

}
