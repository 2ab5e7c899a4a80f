package io.nagare.ticket.action;

import java.util.UUID;

import io.nagare.workflow.ProcessVerbs;

/**
 * What models may do with roles. Glue only; called by the engine, never from Java.
 */
@ProcessVerbs(value = "roles", ofEveryPractice = true)
public class RoleVerbs {

	private final RequestedRoles roles;

	RoleVerbs(RequestedRoles roles) {
		this.roles = roles;
	}

	/**
	 * Gives whom the ticket is for a role for a while, in the name of the administrator
	 * who takes the step.
	 * @param role which answer of the ticket names it
	 * @param hours which answer says for how long
	 * @param reason which answer says what for
	 */
	public void grant(UUID ticketId, String role, String hours, String reason) {
		this.roles.grant(ticketId, role, hours, reason);
	}

}
