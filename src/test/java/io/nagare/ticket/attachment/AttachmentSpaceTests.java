package io.nagare.ticket.attachment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.LargeFiles;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Refusal;
import io.nagare.signin.Client.Answer;
import io.nagare.ticket.TicketWork;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** No ticket, reporter or tenant takes the disk from everybody. */
@NagareTest
class AttachmentSpaceTests {

	@LocalServerPort
	private int port;

	@Value("${nagare.data-dir}")
	private Path data;

	@Autowired
	private LargeFiles large;

	@Autowired
	private AttachmentRepository rows;

	@Autowired
	private TicketWork work;

	@Autowired
	private As as;

	private OwnHouse house;

	@BeforeEach
	void house() {
		this.house = OwnHouse.at(this.port);
	}

	private void holds(String ticket, int megabytes, String of, int hoursAgo) {
		this.large.add(ticket, megabytes, this.house.username(of), hoursAgo);
	}

	private static String reported(Api by) {
		return by.report("停電").path("id").asText();
	}

	private static Answer upload(Api by, String id) {
		return by.upload("/incidents/" + id + "/attachments", "a.txt", "text/plain",
				"small".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void aTicketTakesSoMuchAndEachFileCountsAMegabyteAtLeast() {
		Api agent = this.house.as("agent1");
		String id = reported(agent);
		holds(id, 498, "agent1", 100);
		assertThat(upload(agent, id).status()).isEqualTo(201);
		assertThat(upload(agent, id).status()).isEqualTo(201);
		assertThat(refusal(upload(agent, id))).isEqualTo("409 CONFLICT file=files_full");
		assertThat(upload(agent, reported(agent)).status()).isEqualTo(201);
	}

	@Test
	void whoOnlyReportsSendsSoMuchADay() {
		Api reporter = this.house.as("reporter");
		holds(reported(reporter), 300, "reporter", 1);
		holds(reported(reporter), 300, "reporter", 1);
		holds(reported(this.house.as("agent1")), 600, "agent1", 1);
		assertThat(refusal(upload(reporter, reported(reporter)))).startsWith("429 RATE_LIMITED");
		assertThat(upload(this.house.as("agent1"), reported(reporter)).status()).isEqualTo(201);
		this.house.moveIn("other", "user");
		Api other = this.house.as("other");
		holds(reported(other), 600, "other", 25);
		assertThat(upload(other, reported(other)).status()).isEqualTo(201);
	}

	@Test
	void theDiskKeepsAReserve() {
		AttachmentSpace full = new AttachmentSpace(this.data, DataSize.ofTerabytes(1_000_000), this.rows, this.work);
		assertThatThrownBy(() -> this.as.user("agent1", () -> {
			full.check(UUID.randomUUID(), 1);
			return null;
		})).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
	}

}
