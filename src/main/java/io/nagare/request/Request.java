package io.nagare.request;

import java.util.Optional;
import java.util.UUID;

import io.nagare.ticket.NewTicket;
import io.nagare.ticket.Ticket;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What somebody asks for. What is special about its type is kept by its forms. */
@Entity
@Table(name = "requests")
@DiscriminatorValue(Request.KIND)
public class Request extends Ticket {

	/** The practice. */
	public static final String KIND = "request";

	@Column(name = "request_type", updatable = false)
	private String type;

	@Column(updatable = false)
	private @Nullable UUID requestedForId;

	private @Nullable UUID itemOwnerId;

	private @Nullable UUID managerAskedId;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Request() {
	}

	Request(NewTicket opened, String type, @Nullable UUID requestedForId) {
		super(opened);
		this.type = type;
		this.requestedForId = requestedForId;
	}

	/** The colleague whom it is for; empty where it is for who asked. */
	public Optional<UUID> requestedFor() {
		return Optional.ofNullable(this.requestedForId);
	}

	/**
	 * Who owned the first item that it is about when that was said; empty where nobody
	 * did. Whoever becomes the owner later is not entrusted with it.
	 */
	public Optional<UUID> itemOwner() {
		return Optional.ofNullable(this.itemOwnerId);
	}

	void isAboutItemOf(@Nullable UUID owner) {
		this.itemOwnerId = owner;
	}

	/** Whoever was asked before is entrusted with it no longer. */
	void offersDecisionTo(UUID manager) {
		this.managerAskedId = manager;
	}

	/** The word of its type, which a model gave. */
	public String type() {
		return this.type;
	}

}
