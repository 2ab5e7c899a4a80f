package io.nagare.workplace.handover;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody finds who tries the product. */
@NagareTest
class DemoHandoversTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Test
	void tellOfAShiftThatWasHandedOverOnce() {
		DemoHandovers demo = this.beans.createBean(DemoHandovers.class);
		demo.run(new DefaultApplicationArguments());
		demo.run(new DefaultApplicationArguments());
		Api manager = Api.at(this.port).as("manager");
		String network = manager.idOf("teams", "Network");
		JsonNode handovers = manager.get("/teams/" + network + "/handovers").data();
		assertThat(handovers).hasSize(1);
		assertThat(handovers.at("/0/to_name").asText()).isEqualTo("伊藤 翔");
	}

}
