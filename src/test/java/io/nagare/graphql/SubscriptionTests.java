package io.nagare.graphql;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.NodeScripts;

/**
 * Programs hear over GraphQL what happens, by their own clients, and nothing that they
 * may not read.
 */
@NagareTest
class SubscriptionTests {

	@LocalServerPort
	private int port;

	private void scene(String name) {
		NodeScripts.node("subscriptions.mjs", "http://localhost:" + this.port, name);
	}

	@Test
	void tellsOverAWebSocketWhatHappens() {
		scene("socket");
	}

	@Test
	void tellsOverServerSentEventsWhatHappens() {
		scene("stream");
	}

	@Test
	void tellsOfTicketsOfEveryKind() {
		scene("kinds");
	}

	@Test
	void tellsNobodyWhatHeMayNotReadAtThatMoment() {
		scene("rights");
	}

	@Test
	void bearsNoMoreThanItCan() {
		scene("limits");
	}

	@Test
	void endsWithTheSignInAndWithWhatItDoesNotUnderstand() {
		scene("endings");
	}

}
