package io.nagare.servicenow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The codes that programs have for the product's words, where there is one of the same
 * meaning. What has none is not guessed.
 *
 * @param codes the word that each code means; of several codes the first is shown
 */
record CloseCodes(Map<String, String> codes) {

	private static final CloseCodes RESOLUTIONS = of("Solved (Permanently)", "fixed", "Solution provided", "fixed",
			"Solved Remotely (Permanently)", "fixed", "Solved (Work Around)", "workaround", "Workaround provided",
			"workaround", "Solved Remotely (Work Around)", "workaround", "Not Solved (Not Reproducible)", "no_fault",
			"User error", "user_error", "Duplicate", "duplicate");

	private static final CloseCodes OUTCOMES = of("successful", "successful", "successful_issues",
			"successful_with_issues", "unsuccessful", "failed");

	private static final CloseCodes HOLDS = of("1", "awaiting_caller", "5", "awaiting_change", "3", "awaiting_problem",
			"4", "awaiting_vendor");

	private static final Map<String, CloseCodes> OF_FIELDS = Map.of("resolution_code", RESOLUTIONS, "outcome", OUTCOMES,
			"hold_reason", HOLDS);

	private static CloseCodes of(String... pairs) {
		Map<String, String> codes = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			codes.put(pairs[i], pairs[i + 1]);
		}
		return new CloseCodes(codes);
	}

	/** Those of a field of the product's; empty for one that has none. */
	static Optional<CloseCodes> of(String field) {
		return Optional.ofNullable(OF_FIELDS.get(field));
	}

	/** What programs read for a word; the word itself where there is no code for it. */
	String code(String word) {
		return this.codes.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(word))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(word);
	}

	/** The word that a code means; a word of an owner's stands for itself. */
	Optional<String> word(String said) {
		return Optional.ofNullable(this.codes.get(said))
			.or(() -> Optional.of(said).filter((word) -> word.matches("[a-z][a-z0-9_]*")));
	}

	List<String> all() {
		return List.copyOf(this.codes.keySet());
	}

}
