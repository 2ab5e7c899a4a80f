package io.nagare.rules;

import java.util.List;

/** Rules do not compile. The message has a line for each error: file, line, sentence. */
class BrokenRules extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BrokenRules(List<String> errors) {
		super("Rules do not compile:\n  " + String.join("\n  ", errors));
	}

}
