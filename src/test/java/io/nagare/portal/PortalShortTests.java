package io.nagare.portal;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.NodeScripts;
import io.nagare.Programs;

/**
 * Short days in the portal, in a browser, for every build. {@link PortalTests} has the
 * long ones.
 */
@NagareTest
class PortalShortTests {

	@LocalServerPort
	private int port;

	@Test
	void letsAReporterAnAgentAndAnApproverDoTheirWork() {
		NodeScripts.node("portal-short.mjs", base());
	}

	/** New versions of browsers reach people before they reach the pinned one. */
	@Test
	void opensTenPagesInDebiansCurrentChromium() {
		Programs.need("chromium", "chromium");
		NodeScripts.node("portal-clicks.mjs", base());
	}

	private String base() {
		return "http://localhost:" + this.port;
	}

}
