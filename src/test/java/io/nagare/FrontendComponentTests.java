package io.nagare;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** Runs the tests of the portal's components (Vitest). */
class FrontendComponentTests {

	@Test
	void passTheirOwnTests() {
		NodeScripts.npm(Path.of("src/main/frontend"), "test");
	}

}
