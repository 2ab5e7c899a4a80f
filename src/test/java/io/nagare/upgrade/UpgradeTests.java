package io.nagare.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.nagare.Api;
import io.nagare.OwnNode;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Data that an earlier state of the product left opens in the present one: migrations
 * run, every ticket reads as it did, and goes on from where it was. With
 * {@code -Dupgrade.write=<name>} the present state leaves a folder of that name.
 */
@Tag("upgrade")
class UpgradeTests {

	private static final Path KEPT = Path.of("src", "test", "resources", "upgrade");

	private static final String PACKED = ".tar.xz";

	private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

	/** What was due long ago would move tickets while they are looked at. */
	private static final String[] NOTHING_BY_ITSELF = { "--camunda.bpm.job-execution.enabled=false",
			"--nagare.schedule.escalations=-", "--nagare.schedule.detect-trends=-", "--nagare.audit.sealing=false" };

	static List<String> folders() throws IOException {
		try (Stream<Path> files = Files.list(KEPT)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(PACKED))
				.map((name) -> name.substring(0, name.length() - PACKED.length()))
				.sorted()
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("folders")
	void opensWhatAnEarlierStateLeft(String name) throws Exception {
		Remembered before = JSON.readValue(KEPT.resolve(name + ".json").toFile(), Remembered.class);
		Path data = Path.of("target", "upgrade-data");
		DataFolder.unpack(KEPT.resolve(name + PACKED), data);
		OwnNode node = OwnNode.open(data, NOTHING_BY_ITSELF);
		try {
			Api api = Api.at(node.port());
			assertThat(before.tickets()).isNotEmpty().allSatisfy((ticket) -> ticket.isStill(api));
			statusesAreThoseOfTheTokens(node);
			assertThat(before.goingOn()).isNotEmpty().allSatisfy((step) -> step.isTakenBy(api));
			firesTimersOf(node);
			statusesAreThoseOfTheTokens(node);
			assertThat(api.as("reporter1").report("新しい障害").path("status").asText()).isEqualTo("new");
		}
		finally {
			node.stop();
		}
	}

	/**
	 * The timers of models that were deployed then, each fired as if its time had come.
	 */
	private static void firesTimersOf(OwnNode node) {
		Client platform = new Client(node.port()).basic("platform", "demo");
		List<String> timers = Api.each(platform.get("/engine-rest/job?timers=true&active=true&maxResults=200").json(),
				"id");
		assertThat(timers).isNotEmpty();
		for (String timer : timers) {
			Answer answer = platform.post("/engine-rest/job/" + timer + "/execute", "{}");
			// one timer may take another with it
			assertThat(answer.status()).as(answer.body()).isIn(204, 404);
		}
	}

	private static void statusesAreThoseOfTheTokens(OwnNode node) {
		Answer health = new Client(node.port()).as("platform").get("/actuator/health");
		assertThat(health.json().at("/components/tokens/details/differing").asInt(-1)).as(health.body()).isZero();
	}

	@Test
	@EnabledIfSystemProperty(named = "upgrade.write", matches = "[\\w.-]+")
	void leavesWhatLaterStatesMustOpen() throws Exception {
		String name = System.getProperty("upgrade.write");
		Path data = Path.of("target", "upgrade-left");
		OwnNode node = OwnNode.start(data, NOTHING_BY_ITSELF);
		try {
			Remembered remembered = new LastingTickets(Api.at(node.port()), new Client(node.port())).make();
			JSON.writeValue(KEPT.resolve(name + ".json").toFile(), remembered);
		}
		finally {
			node.stop();
		}
		DataFolder.pack(data, KEPT.resolve(name + PACKED));
	}

}
