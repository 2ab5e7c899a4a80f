package io.nagare;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Works in Tasklist as an agent does, in a browser. */
@NagareTest
@Tag("browser")
class TasklistTests {

	@LocalServerPort
	private int port;

	/** With {@code -Dpictures.write}, the picture of the README is taken anew. */
	@Test
	void letsAnAgentTakeAnIncidentAndStartWork() {
		String base = "http://localhost:" + this.port;
		if (System.getProperty("pictures.write") != null) {
			NodeScripts.node("tasklist.mjs", base, Path.of("docs/images/tasklist.png").toAbsolutePath().toString());
		}
		else {
			NodeScripts.node("tasklist.mjs", base);
		}
	}

}
