package io.nagare.ticket.action;

import java.util.UUID;

import io.nagare.workflow.ProcessVerbs;
import org.jspecify.annotations.Nullable;

/**
 * Where the ticket of any process arose, as tables ask it. Glue only; called by the
 * engine, never from Java.
 */
@ProcessVerbs(value = "organization", ofEveryPractice = true)
public class OrganizationVerbs {

	private final ConcernedPeople people;

	OrganizationVerbs(ConcernedPeople people) {
		this.people = people;
	}

	/** The name of the site; null where nobody said. */
	public @Nullable String site(UUID ticketId) {
		return this.people.site(ticketId);
	}

	/** The name of the department; null where nobody said. */
	public @Nullable String department(UUID ticketId) {
		return this.people.department(ticketId);
	}

}
