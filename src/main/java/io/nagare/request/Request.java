package io.nagare.request;

import io.nagare.ticket.NewTicket;
import io.nagare.ticket.Ticket;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What somebody asks for. What is special about its type is kept by its forms. */
@Entity
@Table(name = "requests")
@DiscriminatorValue(Request.KIND)
public class Request extends Ticket {

	/** The practice. */
	public static final String KIND = "request";

	@Column(name = "request_type", updatable = false)
	private String type;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Request() {
	}

	Request(NewTicket opened, String type) {
		super(opened);
		this.type = type;
	}

	/** The word of its type, which a model gave. */
	public String type() {
		return this.type;
	}

}
