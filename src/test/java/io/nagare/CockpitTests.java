package io.nagare;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Looks at everything in Cockpit as a platform administrator does, in a browser. */
@NagareTest
@Tag("browser")
class CockpitTests {

	@LocalServerPort
	private int port;

	@Test
	void showsAPlatformAdministratorEveryPage() {
		NodeScripts.node("cockpit.mjs", "http://localhost:" + this.port);
	}

}
