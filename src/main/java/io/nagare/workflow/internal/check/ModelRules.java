package io.nagare.workflow.internal.check;

import java.util.Set;

import io.nagare.shared.Refusal;

/**
 * The rule book: each finding at the gate, in a check and in the build is one of a rule,
 * whose id is the code of the finding. What is only worth a look is a warning; all else
 * refuses a deployment.
 */
public final class ModelRules {

	public static final String ERROR = "error";

	public static final String WARNING = "warning";

	private static final Set<String> WARNINGS = Set.of("unreachable_element", "status_two_phases",
			"wait_without_status", "wait_without_timer", "external_task", "does_nothing", "label_one_language",
			"table_open", "row_twice", "pattern_not_checked", "input_not_read", "names_a_person",
			"shown_for_other_action", "answer_goes_nowhere", "signal_without_receiver", "condition_not_followed",
			"word_carried", "answer_too_long", "beside_waits", "answer_without_zone");

	private ModelRules() {
	}

	/** {@value #ERROR} or {@value #WARNING}. */
	public static String severity(Refusal.Detail finding) {
		return WARNINGS.contains(finding.code()) ? WARNING : ERROR;
	}

	static boolean refuses(Refusal.Detail finding) {
		return !WARNINGS.contains(finding.code());
	}

}
