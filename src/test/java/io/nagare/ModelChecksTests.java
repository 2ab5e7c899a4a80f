package io.nagare;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shipped models as their owners see them, see {@code src/test/node/README.md}. */
class ModelChecksTests {

	/**
	 * Lint, forms in a browser, pictures that are up to date, Modeler's plugin, and the
	 * scripts of Tasklist.
	 */
	@Test
	@Tag("gate")
	@Tag("generated")
	void areReadableCompleteAndDrawn() {
		if (Generated.isWritten()) {
			NodeScripts.npm("write");
		}
		NodeScripts.npm("check");
	}

	/** Each of some fifty ways to spoil a model is found. */
	@Test
	@Tag("model")
	void areCheckedByChecksThatCanFail() {
		NodeScripts.npm("spoil");
	}

}
