package io.nagare.vendor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Suppliers and contracts, in a tenant that the test has to itself. */
@NagareTest
class SupplierTests {

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api manager;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.manager = this.house.as("manager");
	}

	private JsonNode made(String path, @Nullable Object... fields) {
		Answer answer = this.manager.post(path, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	private String supplier(String name) {
		return made("/suppliers", "name", name).path("id").asText();
	}

	private String item(String name) {
		Answer answer = this.house.as("agent1").post("/cis", "name", name, "ci_class", "service", "tier", 1);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private static List<String> wrong(Answer answer) {
		assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED");
		return each(answer.json().at("/error/details"), "field");
	}

	@Test
	void areReadByAgentsAndKeptByManagersOfTheirTenantAlone() {
		JsonNode made = made("/suppliers", "name", "  Kaisen K.K. ", "contact_email", "noc@kaisen.example",
				"contact_phone", "+81-3-0000-0000", "portal_url", "https://support.kaisen.example/new");
		assertThat(made.path("name").asText()).isEqualTo("Kaisen K.K.");
		assertThat(made.path("is_active").asBoolean()).isTrue();
		String path = "/suppliers/" + made.path("id").asText();
		assertThat(this.house.as("agent1").get(path).data().path("contact_email").asText())
			.isEqualTo("noc@kaisen.example");
		for (String who : List.of("agent1", "owner", "reporter")) {
			assertThat(refusal(this.house.as(who).post("/suppliers", "name", who))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(this.house.as(who).patch(path, "name", who))).isEqualTo("403 FORBIDDEN");
		}
		assertThat(refusal(this.house.as("reporter").get("/suppliers"))).isEqualTo("403 FORBIDDEN");
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(other.as("manager").get("/suppliers").data()).isEmpty();
		assertThat(refusal(other.as("manager").get(path))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(other.as("manager").patch(path, "name", "theirs"))).isEqualTo("404 NOT_FOUND");
		assertThat(wrong(other.as("manager")
			.post("/contracts", "supplier_id", made.path("id").asText(), "number", "1", "begins_on", "2026-01-01")))
			.containsExactly("supplier_id");
		assertThat(other.as("manager").post("/suppliers", "name", "Kaisen K.K.").status()).isEqualTo(201);
	}

	@Test
	void refuseWhatIsWrongByTheNameOfItsField() {
		String id = supplier("Kaisen");
		assertThat(wrong(this.manager.post("/suppliers", "contact_phone", "1"))).containsExactly("name");
		assertThat(wrong(this.manager.post("/suppliers", "name", " "))).containsExactly("name");
		assertThat(wrong(this.manager.post("/suppliers", "name", "a", "contact_email", "nobody")))
			.containsExactly("contact_email");
		for (String address : List.of("javascript:alert(1)", "//kaisen.example", "support.kaisen.example",
				"https://me@kaisen.example")) {
			assertThat(wrong(this.manager.patch("/suppliers/" + id, "portal_url", address)))
				.containsExactly("portal_url");
		}
		assertThat(refusal(this.manager.post("/suppliers", "name", "KAISEN"))).startsWith("409 CONFLICT");
		assertThat(this.manager.patch("/suppliers/" + id, "name", "KAISEN").status()).isEqualTo(200);
	}

	@Test
	void areFoundByNameAndOnlyWhereAskedForWhenNothingNewIsAskedOfThem() {
		String kaisen = supplier("Kaisen 100%");
		supplier("Denki");
		assertThat(each(this.house.as("agent1").get("/suppliers?q=0%25").data(), "name"))
			.containsExactly("Kaisen 100%");
		assertThat(each(this.manager.get("/suppliers?limit=1&page=2").data(), "name")).containsExactly("Kaisen 100%");
		this.manager.patch("/suppliers/" + kaisen, "is_active", false);
		assertThat(each(this.manager.get("/suppliers").data(), "name")).containsExactly("Denki");
		assertThat(each(this.manager.get("/suppliers?include_inactive=true").data(), "name")).containsExactly("Denki",
				"Kaisen 100%");
		assertThat(
				wrong(this.manager.post("/contracts", "supplier_id", kaisen, "number", "1", "begins_on", "2026-01-01")))
			.containsExactly("supplier_id");
	}

	@Test
	void loseNoChangeOfTwoAtOnce() {
		String path = "/suppliers/" + supplier("Kaisen");
		Answer read = this.manager.get(path);
		assertThat(read.data().path("version").asInt()).isZero();
		assertThat(this.manager.with("If-Match", "\"0\"").patch(path, "contact_phone", "1").status()).isEqualTo(200);
		assertThat(refusal(this.manager.with("If-Match", "\"0\"").patch(path, "contact_phone", "2")))
			.startsWith("412 STALE");
		assertThat(this.manager.get(path).data().path("contact_phone").asText()).isEqualTo("1");
	}

	@Test
	void bearOneNameWhenTwoAreAddedAtOnce() throws Exception {
		Api adder = this.house.as("manager");
		assertThat(AtOnce.statuses(4, (number) -> adder.post("/suppliers", "name", "Twice"))).containsOnlyOnce(201)
			.containsOnly(201, 409);
	}

	@Test
	void haveContractsThatCoverServices() {
		String supplier = supplier("Kaisen");
		String mail = item("Mail");
		JsonNode made = made("/contracts", "supplier_id", supplier, "number", "K-1", "begins_on", "2026-01-01",
				"ends_on", "2149-12-31", "notice_on", "2149-09-30", "terms", "24 h", "ci_ids", List.of(mail, mail));
		assertThat(made.path("supplier").path("name").asText()).isEqualTo("Kaisen");
		assertThat(made.path("state").asText()).isEqualTo("current");
		assertThat(each(made.path("items"), "name")).containsExactly("Mail");
		Api agent = this.house.as("agent1");
		assertThat(each(agent.get("/cis/" + mail + "/contracts").data(), "number")).containsExactly("K-1");
		assertThat(agent.get("/cis/" + item("Other") + "/contracts").data()).isEmpty();
		assertThat(each(agent.get("/contracts?supplier_id=" + supplier + "&q=k-").data(), "number"))
			.containsExactly("K-1");
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(other.as("manager").get("/contracts").data()).isEmpty();
		assertThat(refusal(other.as("manager").get("/contracts/" + made.path("id").asText())))
			.isEqualTo("404 NOT_FOUND");
		assertThat(refusal(other.as("manager").get("/cis/" + mail + "/contracts"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(agent.patch("/contracts/" + made.path("id").asText(), "terms", "x")))
			.isEqualTo("403 FORBIDDEN");
		this.house.as("agent1").delete("/cis/" + mail);
		assertThat(agent.get("/contracts/" + made.path("id").asText()).data().path("items")).isEmpty();
	}

	@Test
	void haveContractsOfRightDaysAlone() {
		String supplier = supplier("Kaisen");
		assertThat(wrong(this.manager.post("/contracts"))).containsExactlyInAnyOrder("supplier_id", "number",
				"begins_on");
		assertThat(wrong(this.manager.post("/contracts", "supplier_id", "00000000-0000-0000-0000-000000000001",
				"number", "K-1", "begins_on", "2026-04-01", "ends_on", "2026-03-31", "notice_on", "2026-05-01",
				"ci_ids", List.of("00000000-0000-0000-0000-000000000001"))))
			.containsExactlyInAnyOrder("supplier_id", "ends_on", "notice_on", "ci_ids");
		String path = "/contracts/"
				+ made("/contracts", "supplier_id", supplier, "number", "K-1", "begins_on", "2026-04-01").path("id")
					.asText();
		assertThat(wrong(this.manager.patch(path, "ends_on", "2026-03-31"))).containsExactly("ends_on");
		assertThat(wrong(this.manager.patch(path, "begins_on", "0026-04-01"))).containsExactly("begins_on");
		assertThat(this.manager.get(path).data().path("ends_on").isNull()).isTrue();
		assertThat(refusal(
				this.manager.post("/contracts", "supplier_id", supplier, "number", "k-1", "begins_on", "2027-04-01")))
			.startsWith("409 CONFLICT");
		assertThat(refusal(this.manager.with("If-Match", "\"7\"").patch(path, "terms", "x"))).startsWith("412 STALE");
	}

	@Test
	void haveContractsThatAreSeenToEnd() {
		String supplier = supplier("Kaisen");
		LocalDate today = LocalDate.now(ZoneId.of("Asia/Tokyo"));
		contract(supplier, "over", today.minusDays(9), today.minusDays(2), null);
		contract(supplier, "last days", today.minusDays(9), today.plusDays(30), null);
		contract(supplier, "notice", today.minusDays(9), today.plusDays(300), today.plusDays(30));
		contract(supplier, "too late for notice", today.minusDays(9), today.plusDays(300), today.minusDays(3));
		contract(supplier, "endless", today.minusDays(9), null, null);
		contract(supplier, "to come", today.plusDays(9), today.plusDays(30), null);
		assertThat(numbers("ended")).containsExactly("over");
		assertThat(numbers("ending")).containsExactly("last days", "notice");
		assertThat(numbers("current")).containsExactly("too late for notice", "endless");
		assertThat(numbers("coming")).containsExactly("to come");
		this.manager.get("/contracts?limit=100")
			.data()
			.forEach((one) -> assertThat(numbers(one.path("state").asText())).contains(one.path("number").asText()));
		assertThat(each(this.manager.get("/contracts?sort=-number&limit=2").data(), "number"))
			.containsExactly("too late for notice", "to come");
		assertThat(wrong(this.manager.get("/contracts?sort=terms"))).containsExactly("sort");
	}

	private void contract(String supplier, String number, LocalDate begins, @Nullable LocalDate ends,
			@Nullable LocalDate notice) {
		made("/contracts", "supplier_id", supplier, "number", number, "begins_on", begins.toString(), "ends_on",
				(ends != null) ? ends.toString() : null, "notice_on", (notice != null) ? notice.toString() : null);
	}

	private List<String> numbers(String state) {
		return each(this.manager.get("/contracts?state=" + state).data(), "number");
	}

}
