package io.nagare.portal;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Bounds;
import io.nagare.NagareTest;
import io.nagare.NodeScripts;

/** Works in the portal for whole days as people do, in a browser. */
@NagareTest
@Tag("browser")
class PortalTests {

	@LocalServerPort
	private int port;

	@Test
	void letsAReporterAndAnAgentWorkOnAnIncidentOnScreensForEverybody() {
		day("portal.mjs");
	}

	/**
	 * People and settings are set up, a line is lost, two agents meet, a change is
	 * dragged, causes and items are seen as pictures.
	 */
	@Test
	void letsPeopleSetUpWhatIsTheirsAndWorkWithoutALine() {
		day("portal-days.mjs");
	}

	/**
	 * A queue is cleared without the mouse, frequent jobs take few clicks, a manager
	 * leads a major incident; figures are left in {@code target/portal}.
	 */
	@Test
	void letsAgentsWorkWithFewClicksAndAManagerLeadAMajorIncident() throws IOException {
		day("portal-work.mjs");
		JsonNode paints = new ObjectMapper().readTree(Path.of("target/portal/first-paint.json").toFile());
		Bounds.hold("portal.first-paint.kilobytes",
				paints.findValues("assetKilobytes").stream().mapToLong(JsonNode::asLong).max().orElseThrow(), paints);
	}

	/**
	 * A table is changed, tried, checked, deployed and given up; drawings are refused and
	 * deployed; a ticket is brought along and goes back.
	 */
	@Test
	void letsAProcessOwnerChangeTablesAndProcesses() {
		day("portal-processes.mjs");
	}

	/**
	 * A change is planned into a freeze, moved, voted on with a condition and by a
	 * substitute, carried out, backed out and reviewed.
	 */
	@Test
	void letsPeopleBringAChangeFromThePlanToTheReview() {
		day("portal-change.mjs");
	}

	/**
	 * An article is written, approved by another, offered to a reporter, read in both
	 * languages, compared with its next version; a resolution becomes one.
	 */
	@Test
	void letsAgentsWriteKnowledgeAndReportersHelpThemselves() {
		day("portal-knowledge.mjs");
	}

	/** With {@code -Dpictures.write}, the pictures of the guide are taken anew. */
	private void day(String script) {
		String base = "http://localhost:" + this.port;
		if (System.getProperty("pictures.write") != null) {
			NodeScripts.node(script, base, Path.of("docs/images/portal").toAbsolutePath().toString());
		}
		else {
			NodeScripts.node(script, base);
		}
	}

}
