package io.nagare.ticket.action;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.RoleGrants;
import io.nagare.directory.RoleGrants.NewGrant;
import io.nagare.directory.Roles;
import io.nagare.shared.Excerpt;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;

/**
 * Roles that are asked for by tickets. A model says when; who gets one, in whose name and
 * after whose approval it cannot say, since whoever draws models may not grant roles.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RequestedRoles {

	private static final int MOST_HOURS = 24 * 90;

	/** As long as the reason of a grant may be. */
	private static final int LONGEST = 500;

	private final TicketWork work;

	private final TicketTypes types;

	private final RoleGrants grants;

	private final CurrentCaller callers;

	RequestedRoles(TicketWork work, TicketTypes types, RoleGrants grants, CurrentCaller callers) {
		this.work = work;
		this.types = types;
		this.grants = grants;
		this.callers = callers;
	}

	/**
	 * Gives whom the ticket is for a role from now on. The caller grants it: an
	 * administrator who signed in himself, who neither asked nor approved.
	 * @param role which answer names it; never one that administers
	 * @param hours which answer says for how long, 90 days at most
	 * @param reason which answer says what for
	 * @throws Refusal FORBIDDEN for who may not, and for a role that administers;
	 * CONFLICT for who asked or approved, where nobody approved, and for a role that he
	 * holds; VALIDATION_FAILED for answers that say none
	 */
	void grant(UUID ticketId, String role, String hours, String reason) {
		Caller by = this.callers.requireInPerson();
		Ticket ticket = this.work.get(Ticket.class, ticketId);
		String wanted = answer(ticket, role);
		if (Roles.administers(wanted)) {
			throw Refusal.forbidden(role, "role_too_high", wanted);
		}
		if (by.userId().equals(ticket.reporter())) {
			throw Refusal.conflict(role, "not_yourself");
		}
		UUID person = this.types.of(ticket)
			.actors(TicketType.REQUESTED_FOR, ticket)
			.stream()
			.findFirst()
			.orElse(ticket.reporter());
		Set<UUID> approvers = ticket.approvers();
		if (approvers.contains(by.userId())
				|| approvers.stream().allMatch((one) -> one.equals(person) || one.equals(ticket.reporter()))) {
			throw Refusal.conflict(role, "approval_of_another");
		}
		Instant until = this.work.now().at().plus(Duration.ofHours(hours(ticket, hours)));
		String why = ticket.number() + ": " + answer(ticket, reason);
		this.grants.grant(by, person, new NewGrant(wanted, until, Excerpt.of(why, LONGEST)));
	}

	private static int hours(Ticket ticket, String field) {
		String said = answer(ticket, field);
		if (!said.matches("[1-9]\\d{0,3}") || Integer.parseInt(said) > MOST_HOURS) {
			throw Refusal.invalid(field, "above_maximum", MOST_HOURS);
		}
		return Integer.parseInt(said);
	}

	private static String answer(Ticket ticket, String field) {
		String said = Objects.toString(ticket.kept().get(field), "");
		if (said.isBlank()) {
			throw Refusal.invalid(field, "required");
		}
		return said;
	}

}
