package io.nagare.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Incidents that wait for a supplier, in a tenant that the test has to itself. */
@NagareTest
class SupplierHoldTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	private OwnHouse house;

	private Api agent;

	private String supplier;

	@BeforeEach
	void moveIn() {
		this.clock.reset();
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		this.supplier = supplier("Kaisen");
	}

	@AfterEach
	void goBackToNow() {
		this.clock.reset();
	}

	private String supplier(String name) {
		return this.house.as("manager").post("/suppliers", "name", name).data().path("id").asText();
	}

	private String inWork() {
		String id = this.agent.report("回線が切れる", "impact", "medium").path("id").asText();
		this.agent.does(id, "assign");
		this.agent.does(id, "start");
		return id;
	}

	private JsonNode read(String id) {
		return this.agent.get("/incidents/" + id).data();
	}

	private List<JsonNode> ofSuppliers(String id) {
		return StreamSupport.stream(read(id).path("sla").spliterator(), false)
			.filter((one) -> one.path("kind").asText().equals("uc"))
			.toList();
	}

	private List<String> wrong(Answer answer) {
		assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED");
		return each(answer.json().at("/error/details"), "field");
	}

	@Test
	void keepTheSupplierAndItsNumberWhileTheyWait() {
		String id = inWork();
		this.agent.does(id, "hold", "hold_reason", "awaiting_vendor", "supplier_id", this.supplier, "vendor_reference",
				" K-77 ");
		JsonNode held = read(id);
		assertThat(held.path("supplier_id").asText()).isEqualTo(this.supplier);
		assertThat(held.path("supplier_name").asText()).isEqualTo("Kaisen");
		assertThat(held.path("vendor_reference").asText()).isEqualTo("K-77");
		this.agent.does(id, "resume");
		assertThat(read(id).path("supplier_id").isNull()).isTrue();
		assertThat(read(id).path("vendor_reference").isNull()).isTrue();
		assertThat(StreamSupport.stream(read(id).path("history").spliterator(), false)
			.filter((line) -> line.path("field_name").asText().equals("vendor_reference"))
			.map((line) -> line.path("new_value").asText(""))).containsExactlyInAnyOrder("K-77", "");
	}

	@Test
	void runAClockOfTheUnderpinningContractFromTheTables() {
		String id = inWork();
		assertThat(ofSuppliers(id)).isEmpty();
		this.agent.does(id, "hold", "hold_reason", "awaiting_vendor", "supplier_id", this.supplier);
		JsonNode running = ofSuppliers(id).get(0);
		assertThat(running.path("definition").asText()).isEqualTo("supplier");
		assertThat(running.path("target_seconds").asLong()).isEqualTo(Duration.ofDays(1).toSeconds());
		assertThat(running.path("stopped_at").isNull()).isTrue();
		this.agent.does(id, "resume");
		assertThat(ofSuppliers(id)).singleElement()
			.satisfies((met) -> assertThat(met.path("state").asText()).isEqualTo("met"));
		Answer ledger = this.agent.get("/incidents/" + id + "/sla/ledger");
		assertThat(ledger.json().findValuesAsText("supplier")).contains("Kaisen");
		assertThat(ledger.body()).contains("ベンダーに依頼");
		this.agent.does(id, "hold", "hold_reason", "awaiting_vendor", "supplier_id", supplier("Denki"));
		assertThat(ofSuppliers(id)).hasSize(2);
		this.agent.does(id, "reassign", "reason", "x", "assignee_id",
				this.house.as("agent2").get("/auth/me").data().path("id").asText());
		assertThat(ofSuppliers(id)).extracting((one) -> one.path("state").asText()).containsOnly("met");
	}

	@Test
	void waitNoMoreOnceTheyAreDeleted() {
		String id = inWork();
		this.agent.does(id, "hold", "hold_reason", "awaiting_vendor", "supplier_id", this.supplier);
		String figures = "/suppliers/figures?from=" + Instant.now().minus(Duration.ofHours(1)) + "&to="
				+ Instant.now().plus(Duration.ofHours(1));
		assertThat(each(this.house.as("manager").get(figures).data(), "waiting")).containsExactly("1");
		assertThat(this.house.as("admin").delete("/incidents/" + id + "?reason=mistake").status()).isEqualTo(204);
		assertThat(each(this.house.as("manager").get(figures).data(), "waiting")).isEmpty();
	}

	@Test
	void waitForNobodyInParticularAsBefore() {
		String id = inWork();
		this.agent.does(id, "hold", "hold_reason", "awaiting_vendor");
		assertThat(read(id).path("hold_reason").asText()).isEqualTo("awaiting_vendor");
		assertThat(ofSuppliers(id)).isEmpty();
	}

	@Test
	void refuseWhatIsWrongAndStayInWork() {
		String id = inWork();
		String theirs = OwnHouse.at(this.port)
			.as("manager")
			.post("/suppliers", "name", "Theirs")
			.data()
			.path("id")
			.asText();
		for (String nobody : List.of(theirs, "00000000-0000-0000-0000-000000000001", "Kaisen")) {
			assertThat(wrong(this.agent.act(id, "hold", "hold_reason", "awaiting_vendor", "supplier_id", nobody)))
				.containsExactly("supplier_id");
		}
		this.house.as("manager").patch("/suppliers/" + this.supplier, "is_active", false);
		assertThat(wrong(this.agent.act(id, "hold", "hold_reason", "awaiting_vendor", "supplier_id", this.supplier)))
			.containsExactly("supplier_id");
		this.house.as("manager").patch("/suppliers/" + this.supplier, "is_active", true);
		assertThat(wrong(this.agent.act(id, "hold", "hold_reason", "awaiting_caller", "comment", "?", "supplier_id",
				this.supplier)))
			.containsExactly("supplier_id");
		assertThat(wrong(this.agent.act(id, "hold", "hold_reason", "awaiting_caller", "comment", "?",
				"vendor_reference", "K-1")))
			.containsExactly("vendor_reference");
		assertThat(wrong(
				this.agent.act(id, "hold", "hold_reason", "awaiting_vendor", "vendor_reference", "K".repeat(101))))
			.containsExactly("vendor_reference");
		assertThat(read(id).path("phase").asText()).isEqualTo("in_work");
		assertThat(read(id).path("supplier_id").isNull()).isTrue();
		assertThat(ofSuppliers(id)).isEmpty();
	}

	@Test
	void tellHowLongSuppliersTook() {
		Instant from = Instant.now().minusSeconds(3600);
		String one = inWork();
		this.agent.does(one, "hold", "hold_reason", "awaiting_vendor", "supplier_id", this.supplier);
		this.clock.set(Instant.now().plusSeconds(240));
		this.agent.does(one, "resume");
		String other = inWork();
		this.agent.does(other, "hold", "hold_reason", "awaiting_vendor", "supplier_id", this.supplier);
		String period = "?from=" + from + "&to=" + from.plusSeconds(36_000);
		JsonNode told = this.agent.get("/suppliers/figures" + period).data().path(0);
		assertThat(told.path("name").asText()).isEqualTo("Kaisen");
		assertThat(told.path("ended").asInt()).isEqualTo(1);
		assertThat(told.path("waiting").asInt()).isEqualTo(1);
		assertThat(told.path("average_seconds").asInt()).isBetween(240, 300);
		assertThat(OwnHouse.at(this.port).as("agent1").get("/suppliers/figures" + period).data()).isEmpty();
		assertThat(wrong(this.agent.get("/suppliers/figures?to=" + from + "&from=" + from.plusSeconds(1))))
			.containsExactly("to");
		assertThat(refusal(this.house.as("reporter").get("/suppliers/figures" + period))).isEqualTo("403 FORBIDDEN");
	}

}
