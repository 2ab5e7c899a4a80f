package io.nagare.workflow;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/** Who has a variant of a shared model hears that the product made another of that. */
@NagareTest
class SharedUpdateTests {

	private static final String TABLE = OwnModels.shipped("rules/request/disaster-severity.dmn");

	@LocalServerPort
	private int port;

	@Autowired
	private RepositoryService repository;

	private final List<String> deployed = new ArrayList<>();

	@AfterEach
	void theProductIsAsItWas() {
		Tenancy.asPlatform(() -> this.deployed.forEach((id) -> this.repository.deleteDeployment(id, true)));
	}

	private void ships(String table) {
		Tenancy.asPlatform(() -> this.deployed.add(this.repository.createDeployment()
			.name("Nagare")
			.source("nagare")
			.addInputStream("request/disaster-severity.dmn",
					new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)))
			.deploy()
			.getId()));
	}

	private static JsonNode update(OwnHouse house) {
		for (JsonNode model : house.as("owner").get("/models").data()) {
			if (model.path("key").asText().equals("disaster-severity")) {
				return model.path("update");
			}
		}
		throw new AssertionError("no such model");
	}

	@Test
	void tellsWhatAnUpdateChangedInTheModelThatAVariantStandsInPlaceOf() {
		OwnHouse house = OwnHouse.at(this.port);
		assertThat(
				house.deploy("disaster-severity.dmn", TABLE.replaceFirst("versionTag=\"[^\"]*\"", "versionTag=\"own\""))
					.status())
			.isEqualTo(200);
		assertThat(update(house).isNull()).as("as long as the product is as it was").isTrue();
		ships(TABLE);
		assertThat(update(house).isNull()).as("deployed again with others, and the same").isTrue();
		ships(TABLE.replaceFirst("<text>\"high\"</text>", "<text>\"critical\"</text>"));
		JsonNode update = update(house);
		assertThat(update.path("to").asInt()).isEqualTo(update.path("from").asInt() + 2);
		JsonNode said = house.as("owner")
			.get("/models/disaster-severity/difference?from=shared:" + update.path("from").asInt() + "&to=shared:"
					+ update.path("to").asInt())
			.data();
		assertThat(said).as(said.toString()).hasSize(1);
		assertThat(said.at("/0/message").asText()).contains("critical");
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(update(other).isNull()).as("who has no variant follows anyway").isTrue();
	}

}
