package io.nagare;

import org.junit.jupiter.api.Test;

/** The shipped models as their owners see them, see {@code src/test/node/README.md}. */
class ModelChecksTests {

	/** Lint, forms in a browser, and pictures that are up to date. */
	@Test
	void areReadableCompleteAndDrawn() {
		NodeScripts.npm("check");
	}

	/** Each of some forty ways to spoil a model is found. */
	@Test
	void areCheckedByChecksThatCanFail() {
		NodeScripts.npm("test");
	}

}
