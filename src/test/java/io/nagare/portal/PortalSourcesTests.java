package io.nagare.portal;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.nagare.NodeScripts;

/** Checks the sources of the portal. */
@Tag("gate")
class PortalSourcesTests {

	/** Types, lint, import directions, unused exports, format and duplicates. */
	@Test
	void keepsItsSourcesInOrder() {
		NodeScripts.npm(Path.of("src/main/frontend"), "lint");
	}

}
