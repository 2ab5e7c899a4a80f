package io.nagare.integration;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as programs outside are told of it.
 *
 * @param id by which who hears it twice knows so
 * @param type such as {@code incident.created}; also its topic
 * @param subject the ticket, or the item, that it is about
 * @param data what is known of it, by its fields in the API
 */
public record OutboundEvent(UUID id, UUID tenant, String type, UUID subject, Instant at,
		Map<String, @Nullable Object> data) {

	/** Whether it is about a confidential ticket. */
	public boolean isConfidential() {
		return Boolean.TRUE.equals(this.data.get("confidential"));
	}

	/** Whether it is about a ticket, and so says what people wrote. */
	boolean isOfTicket() {
		return this.data.containsKey(said("kind") + "_number");
	}

	/** What the field says; empty for nothing. */
	public String said(String field) {
		Object value = this.data.get(field);
		return (value != null) ? value.toString() : "";
	}

}
