package io.nagare;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks the sources of the portal. */
@Tag("gate")
class FrontendSourcesTests {

	/** Types, lint, import directions, unused exports, format and duplicates. */
	@Test
	void keepsItsSourcesInOrder() {
		NodeScripts.npm(Path.of("src/main/frontend"), "lint");
	}

}
