package io.nagare.ticket.query;

import java.util.List;

import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds tickets of all types by what somebody typed. */
@Component
@Transactional(readOnly = true)
public class TicketSearch {

	private final TicketReads reads;

	private final TicketTypes types;

	private final CurrentCaller callers;

	TicketSearch(TicketReads reads, TicketTypes types, CurrentCaller callers) {
		this.reads = reads;
		this.types = types;
		this.callers = callers;
	}

	/**
	 * The tickets of any type that the caller may read and that hold the words, or have
	 * the number, that he typed.
	 */
	public List<TicketHit> search(String typed, int most) {
		return this.reads.search(typed, this.types.all().stream().map(TicketType::kind).toList(), most,
				this.callers.require());
	}

}
