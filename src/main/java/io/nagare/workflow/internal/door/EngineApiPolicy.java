package io.nagare.workflow.internal.door;

import java.util.List;
import java.util.regex.Pattern;

import io.nagare.directory.Caller;

/**
 * Which calls of the engine's REST API are open to whom; any other is closed. Not among
 * them, for platform administrators neither, are those that start a ticket's process
 * without a ticket or write variables that no form declares.
 */
final class EngineApiPolicy {

	/**
	 * Whose rows carry a tenant. The engine's history of definitions is none of them: it
	 * counts over a shared definition whatever ran on it, in all tenants.
	 */
	private static final String HISTORY = "/history/(process-instance|activity-instance|variable-instance|detail|task|"
			+ "incident|job-log|identity-link-log|user-operation|decision-instance|external-task-log)";

	/** What Tasklist, Cockpit and integrators read. */
	private static final List<Rule> READ = List.of(rule("GET", "/version"),
			// Tasklist asks with the slash; Cockpit counts cases too, of which there are
			// none
			rule("GET", "/engine/?"), rule("GET", "/case-definition/count"),
			rule("GET", "/(task|filter|process-definition|process-instance|decision-definition|"
					+ "decision-requirements-definition|execution|event-subscription|job|job-definition|incident|"
					+ "variable-instance|deployment|camunda-form|external-task)(/.*)?"),
			rule("GET", HISTORY + "(/.*)?"), rule("GET", "/(user|group)(/.*)?"),
			rule("GET", "/identity/(groups|password-policy)"), rule("GET", "/authorization/check"),
			rule("OPTIONS", ".*"),
			rule("POST",
					"/(task|process-instance|execution|variable-instance|job|incident|external-task|user|group)(/count)?"),
			rule("POST", "/process-definition/count"), rule("POST", HISTORY + "(/count)?"),
			rule("POST", "/filter/[^/]+/(list|count|singleResult)"), rule("POST", "/identity/verify"),
			rule("GET", "/plugin/.*"),
			rule("POST", "/plugin/base/[^/]+/(process-definition|process-instance|incident)(/.*)?"));

	/** What the form and message listeners of every model guard. */
	private static final List<Rule> WORK = List.of(
			rule("POST", "/task/[^/]+/(claim|unclaim|assignee|complete|submit-form)"),
			rule("POST", "/task/[^/]+/comment/create"), rule("POST", "/message"));

	/** What programs do that serve external tasks, each for topics of its own. */
	private static final List<Rule> SERVE = List.of(rule("POST", "/external-task/fetchAndLock"),
			rule("POST", "/external-task/[^/]+/(complete|failure|bpmnError|extendLock|unlock)"));

	private static final List<Rule> DEPLOY = List.of(rule("POST", "/deployment/create"));

	/**
	 * What Cockpit and scripts of operation need beside it, for platform administrators.
	 */
	private static final List<Rule> ADMINISTER = List.of(rule("GET", "/(batch|schema|migration)(/.*)?"),
			rule("GET",
					"/history/(process-definition|decision-definition|decision-requirements-definition|batch|"
							+ "cleanup)(/.*)?"),
			rule("POST", "/(batch|deployment|decision-definition|event-subscription)/count"),
			rule("DELETE", "/(deployment|process-definition|process-instance|filter|batch|incident)/[^/]+"),
			rule("DELETE", "/incident/[^/]+/annotation"), rule("PUT", "/incident/[^/]+/annotation"),
			rule("PUT", "/(process-definition|process-instance|job-definition|job)/(.+/)?suspended"),
			rule("PUT", "/batch/[^/]+/suspended"),
			rule("PUT", "/(process-definition|decision-definition)/[^/]+/history-time-to-live"),
			rule("POST", "/process-instance/[^/]+/modification"),
			rule("PUT", "/job-definition/[^/]+/(retries|jobPriority)"),
			rule("PUT", "/job/[^/]+/(retries|duedate|priority)"), rule("POST", "/job/[^/]+/execute"),
			rule("POST", "/job/retries"), rule("PUT", "/external-task/[^/]+/retries"),
			rule("POST", "/migration/(generate|validate|execute|executeAsync)"), rule("POST", "/filter/create"),
			rule("PUT", "/filter/[^/]+"), rule("POST", "/history/cleanup"));

	/** Whether the call asks and changes nothing. */
	boolean isQuestion(String method, String call) {
		return method.equals("GET") || matches(READ, method, call);
	}

	boolean isOpen(String method, String call, Caller caller) {
		if (matches(READ, method, call)) {
			return caller.may("incident:read") || caller.may("engine:read");
		}
		if (matches(WORK, method, call)) {
			return caller.isAgent() || caller.may("engine:call");
		}
		if (matches(SERVE, method, call)) {
			return caller.may("external_task:work");
		}
		if (matches(DEPLOY, method, call)) {
			return caller.may("model:deploy");
		}
		return caller.may("engine:admin") && matches(ADMINISTER, method, call);
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
