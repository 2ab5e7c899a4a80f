package io.nagare.ticket;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/**
 * The records of tickets as the running transaction has them, whoever asks. An action
 * asks a hundred times for what it has loaded once, so there is no repository's proxy in
 * between: its detours cost more than the rest of most questions of a model.
 */
@Component
public class TicketRecords {

	private final EntityManager entities;

	TicketRecords(EntityManager entities) {
		this.entities = entities;
	}

	/** The ticket; empty where the tenant has none of that id and kind. */
	public <T extends Ticket> Optional<T> find(Class<T> kind, UUID id) {
		return Optional.ofNullable(this.entities.find(kind, id));
	}

	/**
	 * The ticket.
	 * @throws Refusal NOT_FOUND where the tenant has none of that id and kind
	 */
	public <T extends Ticket> T get(Class<T> kind, UUID id) {
		return find(kind, id).orElseThrow(Refusal::notFound);
	}

}
