package io.nagare.graphql;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.NodeScripts;

/** Developers try queries in a browser, with nothing from elsewhere. */
@NagareTest
class GraphiqlTests {

	@LocalServerPort
	private int port;

	@Test
	void answersAQueryOfWhoIsSignedInAndLoadsNothingFromElsewhere() {
		Api.at(this.port).as("reporter1").report("GraphiQL");
		NodeScripts.node("graphiql.mjs", "http://localhost:" + this.port);
	}

}
