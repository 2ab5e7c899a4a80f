package io.nagare.portal;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.nagare.NodeScripts;

/** Runs the tests of the portal's components (Vitest). */
class PortalComponentTests {

	@Test
	void passTheirOwnTests() {
		NodeScripts.npm(Path.of("src/main/frontend"), "test");
	}

}
