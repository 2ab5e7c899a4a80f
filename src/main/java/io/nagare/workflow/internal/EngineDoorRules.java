package io.nagare.workflow.internal;

import java.util.List;
import java.util.regex.Pattern;

import io.nagare.identity.Caller;

/**
 * Which calls of the engine's REST API are open to whom. Closed to everybody, platform
 * administrators too, are those that start a ticket's process without a ticket or write
 * variables that no form declares.
 */
final class EngineDoorRules {

	/** What Tasklist, Cockpit and integrators read. */
	private static final List<Rule> READ = List.of(rule("GET", "/version"),
			// Tasklist asks with the slash; Cockpit counts cases too, of which there are
			// none
			rule("GET", "/engine/?"), rule("GET", "/case-definition/count"),
			rule("GET", "/(task|filter|process-definition|process-instance|decision-definition|"
					+ "decision-requirements-definition|execution|event-subscription|job|job-definition|incident|"
					+ "variable-instance|history|deployment|camunda-form)(/.*)?"),
			rule("GET", "/(user|group)(/.*)?"), rule("GET", "/identity/(groups|password-policy)"),
			rule("GET", "/authorization/check"), rule("OPTIONS", ".*"),
			rule("POST", "/(task|process-instance|execution|variable-instance|job|incident)(/count)?"),
			rule("POST", "/process-definition/count"), rule("POST", "/history/[^/]+(/count)?"),
			rule("POST", "/filter/[^/]+/(list|count|singleResult)"), rule("POST", "/identity/verify"));

	/** What the form and message listeners of every model guard. */
	private static final List<Rule> WORK = List.of(
			rule("POST", "/task/[^/]+/(claim|unclaim|assignee|complete|submit-form)"),
			rule("POST", "/task/[^/]+/comment/create"), rule("POST", "/message"));

	private static final List<Rule> DEPLOY = List.of(rule("POST", "/deployment/create"));

	private static final Pattern CLOSED = Pattern.compile("(/task/[^/]+/(bpmnError|bpmnEscalation|resolve|delegate"
			+ "|variables.*|localVariables.*))|(/(process-instance|execution)/[^/]+/(variables|localVariables).*)"
			+ "|(/process-definition/.*/(start|submit-form))|(/process-definition/.*/restart.*)"
			+ "|(/execution/[^/]+/(signal|messageSubscriptions|create-incident).*)|(/signal)|(/external-task.*)"
			+ "|(/condition)|(/user.*)|(/group.*)|(/tenant.*)|(/authorization.*)|(/telemetry.*)"
			+ "|(/process-instance/(variables-async|message-async).*)|(/case-.*)|(/decision-definition/.*/evaluate)");

	boolean isOpen(String method, String call, Caller caller) {
		if (matches(READ, method, call)) {
			return caller.may("incident:read") || caller.may("engine:read");
		}
		if (matches(WORK, method, call)) {
			return caller.isAgent() || caller.may("engine:call");
		}
		if (matches(DEPLOY, method, call)) {
			return caller.may("model:deploy");
		}
		return caller.may("engine:admin") && !CLOSED.matcher(call).matches();
	}

	private static boolean matches(List<Rule> rules, String method, String call) {
		return rules.stream().anyMatch((rule) -> rule.method().equals(method) && rule.call().matcher(call).matches());
	}

	private static Rule rule(String method, String call) {
		return new Rule(method, Pattern.compile(call));
	}

	private record Rule(String method, Pattern call) {
	}

}
