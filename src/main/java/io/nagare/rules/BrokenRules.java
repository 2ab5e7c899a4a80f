package io.nagare.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Rules do not compile. The message has a line for each error: file, line, sentence. */
class BrokenRules extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Finding> findings;

	BrokenRules(String file, List<Finding> findings) {
		super(findings.stream()
			.map((finding) -> "\n  " + file + ":" + finding.line() + ": " + finding.sentence())
			.collect(Collectors.joining("", "Rules do not compile:", "")));
		this.findings = List.copyOf(findings);
	}

	List<Finding> findings() {
		return this.findings;
	}

	/**
	 * What is wrong.
	 *
	 * @param line where, from 1
	 */
	record Finding(int line, String sentence) {
	}

}
