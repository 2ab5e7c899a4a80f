package io.nagare.cmdb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.cmdb.identification.CiIdentification;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Of two items that are the same thing people make one, and nothing is lost. */
@NagareTest
class CiMergeTests {

	private final String mark = UUID.randomUUID().toString().substring(0, 13);

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private CiIdentification identification;

	private Api agent;

	private Api manager;

	@BeforeEach
	void comeIn() {
		this.agent = Api.at(this.port).as("agent1");
		this.manager = Api.at(this.port).as("manager");
	}

	@Test
	void listsPairsThatShareWhatIdentifiesThem() {
		String one = item("a1", "serial", "SN-" + this.mark, "fqdn", "host." + this.mark);
		String other = item("a2", "serial", "ＳＮ－" + this.mark, "fqdn", "HOST." + this.mark);
		item("a3", "os", "SN-" + this.mark);
		List<JsonNode> pairs = pairs();
		assertThat(pairs).hasSize(1);
		assertThat(pairs.get(0).at("/one/id").asText()).isEqualTo(one);
		assertThat(pairs.get(0).at("/other/id").asText()).isEqualTo(other);
		assertThat(pairs.get(0).path("shared").findValuesAsText("field")).containsExactly("attributes.serial",
				"attributes.fqdn");
		assertThat(pairs.get(0).at("/shared/0/value").asText()).isEqualTo("sn-" + this.mark);
		assertThat(this.agent.patch("/cis/" + other, "status", "retired").status()).isEqualTo(200);
		assertThat(pairs()).as("what is out of use is no duplicate").isEmpty();
	}

	@Test
	void listsNamesThatDifferInWidthOnly() {
		item("pc");
		Answer wide = this.agent.post("/cis", "name", "ＰＣ　" + this.mark, "ci_class", "application", "tier", 3);
		assertThat(wide.status()).as(wide.body()).isEqualTo(201);
		assertThat(pairs()).hasSize(1);
		assertThat(pairs().get(0).at("/shared/0/field").asText()).isEqualTo("name");
	}

	@Test
	void listsNoPairOfWhichSomebodySaysThatItIsNone() {
		String one = item("b1", "serial", "SN-" + this.mark);
		String other = item("b2", "serial", "SN-" + this.mark);
		String path = "/cis/" + other + "/distinct-from/" + one;
		assertThat(this.agent.put(path).status()).isEqualTo(204);
		assertThat(this.agent.put("/cis/" + one + "/distinct-from/" + other).status()).as("again").isEqualTo(204);
		assertThat(pairs()).isEmpty();
		String third = item("b3", "serial", "SN-" + this.mark);
		assertThat(pairs()).hasSize(2).allMatch((pair) -> pair.at("/other/id").asText().equals(third));
		assertThat(this.agent.delete(path).status()).isEqualTo(204);
		assertThat(pairs()).hasSize(3);
		assertThat(this.agent.delete(path).status()).isEqualTo(404);
		assertThat(refusal(this.agent.put("/cis/" + one + "/distinct-from/" + one)))
			.isEqualTo("400 VALIDATION_FAILED other_id=is_itself");
		assertThat(this.agent.put("/cis/" + one + "/distinct-from/" + UUID.randomUUID()).status()).isEqualTo(404);
	}

	@Test
	void pairsAtMostTwentyItemsOfOneValue() {
		int before = total();
		for (int i = 0; i < 23; i++) {
			item("m" + i, "serial", "SN-" + this.mark);
		}
		assertThat(total() - before).isEqualTo(20 * 19 / 2);
		assertThat(this.agent.get("/cis/duplicates?limit=5&page=2").data()).hasSize(5);
	}

	@Test
	void keepsWhatIsRecordedAndFillsWhatIsMissing() {
		String from = item("c1", "serial", "SN-" + this.mark, "os", "Debian", "location", "東京");
		assertThat(this.agent
			.patch("/cis/" + from, "description", "the first", "owner_user_id", this.agent.me(), "owner_team_id",
					this.agent.idOf("teams", "Network"))
			.status()).isEqualTo(200);
		String into = item("c2", "os", "Ubuntu");
		JsonNode merged = merge(from, into).data();
		assertThat(merged.path("id").asText()).isEqualTo(into);
		assertThat(merged.path("name").asText()).isEqualTo("c2 " + this.mark);
		assertThat(merged.at("/attributes/os").asText()).isEqualTo("Ubuntu");
		assertThat(merged.at("/attributes/serial").asText()).isEqualTo("SN-" + this.mark);
		assertThat(merged.at("/attributes/location").asText()).isEqualTo("東京");
		assertThat(merged.path("description").asText()).isEqualTo("the first");
		assertThat(merged.path("owner_user_id").asText()).isEqualTo(this.agent.me());
		JsonNode gone = this.agent.get("/cis/" + from).data();
		assertThat(gone.path("status").asText()).isEqualTo("retired");
		assertThat(gone.path("merged_into").asText()).isEqualTo(into);
		assertThat(gone.at("/attributes/os").asText()).as("it stays readable as it was").isEqualTo("Debian");
		assertThat(pairs()).isEmpty();
	}

	@Test
	void takesOverNothingThatItsTypeDoesNotKnow() {
		String from = item("d1", "serial", "SN-" + this.mark, "os", "Debian");
		String into = id(this.agent.post("/cis", "name", "d2 " + this.mark, "ci_class", "network_device", "tier", 2));
		JsonNode merged = merge(from, into).data();
		assertThat(merged.at("/attributes/serial").asText()).isEqualTo("SN-" + this.mark);
		assertThat(merged.path("attributes").has("os")).isFalse();
	}

	@Test
	void movesRelationsOnce() {
		String from = item("e1");
		String into = item("e2");
		String below = item("e3");
		String above = item("e4");
		relate(from, "runs_on", below);
		relate(into, "runs_on", below);
		relate(above, "depends_on", from);
		relate(from, "connects_to", into);
		merge(from, into);
		assertThat(this.agent.get("/cis/" + from + "/relations").data()).isEmpty();
		assertThat(relations(into)).containsExactlyInAnyOrder("e2 runs_on e3", "e4 depends_on e2");
	}

	@Test
	void hasAllThatNamedItNameTheOther() {
		// an announcement of the demo's tenant would be taken for the demo's own
		OwnHouse house = OwnHouse.at(this.port);
		this.agent = house.as("agent1");
		this.manager = house.as("manager");
		Api admin = house.as("admin");
		String from = item("f1");
		String into = item("f2");
		Answer incident = this.agent.post("/incidents", "title", "止まった " + this.mark, "priority", "low", "ci_ids",
				List.of(from));
		String both = id(this.agent.post("/incidents", "title", "両方 " + this.mark, "priority", "low", "ci_ids",
				List.of(into, from)));
		String supplier = id(admin.post("/suppliers", "name", "S " + this.mark));
		Answer contract = admin.post("/contracts", "supplier_id", supplier, "number", "N " + this.mark, "begins_on",
				"2040-01-01", "ci_ids", List.of(from));
		Answer freeze = this.manager.post("/freezes", "name", "F " + this.mark, "starts_at", "2041-01-01T00:00:00Z",
				"ends_at", "2041-01-02T00:00:00Z", "scope", "ci", "ci_id", from);
		Answer announcement = this.manager.post("/announcements", "kind", "information", "title_ja", this.mark,
				"title_en", this.mark, "tell", "nobody", "starts_at", "2041-01-01T00:00:00Z", "ci_ids",
				List.of(from, into));
		merge(from, into);
		JsonNode ticket = this.agent.get("/incidents/" + id(incident)).data();
		assertThat(ticket.path("ci_ids").toString()).isEqualTo("[\"" + into + "\"]");
		assertThat(this.agent.get("/incidents/" + id(incident) + "/history").body()).contains("ci_ids", from, into);
		assertThat(this.agent.get("/incidents/" + both).data().path("ci_ids").toString())
			.isEqualTo("[\"" + into + "\"]");
		assertThat(this.agent.get("/incidents?ci_id=" + into + "&q=" + this.mark).data()).hasSize(2);
		assertThat(admin.get("/contracts/" + id(contract)).data().path("items").findValuesAsText("id"))
			.containsExactly(into);
		assertThat(this.manager.get("/freezes/" + id(freeze)).data().path("ci_id").asText()).isEqualTo(into);
		assertThat(this.manager.get("/announcements/" + id(announcement)).data().path("items").findValuesAsText("id"))
			.containsExactly(into);
	}

	/** What people keep to be used later goes on to mean the thing that it meant. */
	@Test
	void isNamedByTemplatesViewsRecurringWorkAndDrafts() {
		OwnHouse house = OwnHouse.at(this.port);
		this.agent = house.as("agent1");
		Api manager = house.as("manager");
		String from = item("t1");
		String into = item("t2");
		String template = "/templates/" + id(this.agent.post("/templates", "kind", "incidents", "name", "T", "fields",
				Map.of("title", "T", "ci_ids", List.of(into, from))));
		String view = "/views/"
				+ id(this.agent.post("/views", "kind", "incidents", "name", "V", "filter", "ci_id=" + from));
		String work = "/recurring-work/"
				+ id(manager.post("/recurring-work", "title", "R", "kind", "request", "request_type", "new-workplace",
						"answers", Map.of("person", "a", "place", "b", "ci_ids", List.of(from)), "rrule", "FREQ=DAILY",
						"starts_on", "2041-01-01"));
		String report = "/scheduled-reports/"
				+ id(this.agent.post("/scheduled-reports", "name", "L", "content", "list", "kind", "incidents",
						"filter", "ci_id=" + from, "repeats", "weekly", "recipient_ids", List.of(this.agent.me())));
		String draft = "/request-drafts/" + id(
				this.agent.post("/request-drafts", "fields", Map.of("type", "new-workplace", "ci_ids", List.of(from))));
		merge(from, into);
		String only = "[\"" + into + "\"]";
		assertThat(this.agent.get(template).data().at("/fields/ci_ids").toString()).isEqualTo(only);
		assertThat(this.agent.get(template).data().path("version").asInt()).isEqualTo(1);
		assertThat(this.agent.get(view).data().path("filter").asText()).isEqualTo("ci_id=" + into);
		assertThat(manager.get(work).data().at("/answers/ci_ids").toString()).isEqualTo(only);
		assertThat(this.agent.get(report).data().path("filter").asText()).isEqualTo("ci_id=" + into);
		assertThat(this.agent.get(draft).data().at("/fields/ci_ids").toString()).isEqualTo(only);
	}

	@Test
	void movesTheOutagesOfAService() {
		String from = service("g1");
		String into = service("g2");
		String incident = id(
				this.agent.post("/incidents", "title", "停止 " + this.mark, "priority", "low", "ci_ids", List.of(from)));
		Answer outage = this.agent.post("/incidents/" + incident + "/outages", "ci_id", from);
		assertThat(outage.status()).as(outage.body()).isEqualTo(201);
		merge(from, into);
		assertThat(this.agent.get("/incidents/" + incident + "/outages").data().findValuesAsText("ci_id"))
			.containsExactly(into);
	}

	@Test
	void meansTheOneThatStaysByWhateverMeantTheOther() {
		String first = item("h1", "serial", "SN1-" + this.mark);
		String second = item("h2", "serial", "SN2-" + this.mark);
		String third = item("h3");
		merge(first, second);
		merge(second, third);
		assertThat(this.agent.get("/cis/" + first).data().path("merged_into").asText()).isEqualTo(third);
		assertThat(this.as.<List<UUID>>user("agent1",
				() -> this.identification.meant(List.of("H1 " + this.mark, "SN2-" + this.mark))))
			.containsExactly(UUID.fromString(third));
		Answer taken = this.agent.postCsv("/cis/imports",
				("name,attributes.location\nh1 " + this.mark + ",大阪\n").getBytes(UTF_8));
		assertThat(taken.status()).as(taken.body()).isEqualTo(200);
		JsonNode item = this.agent.get("/cis/" + third).data();
		assertThat(item.at("/attributes/location").asText()).isEqualTo("大阪");
		assertThat(item.path("name").asText()).as("keeps its name").isEqualTo("h3 " + this.mark);
		assertThat(this.agent.delete("/cis/" + third).status()).isEqualTo(204);
		assertThat(this.agent.get("/cis/" + first).data().path("merged_into").isNull()).isTrue();
	}

	@Test
	void goesOnRecord() {
		String from = item("i1", "location", "東京");
		String into = item("i2");
		merge(from, into);
		String log = Api.at(this.port)
			.as("admin")
			.get("/audit?action=configuration_items.merged&entity_id=" + into)
			.body();
		assertThat(log).contains("configuration_items.merged", from, "attributes.location");
	}

	@Test
	void refusesWhatMakesNoSense() {
		String one = item("j1");
		String other = item("j2");
		String service = service("j3");
		assertThat(refusal(merge(one, one))).isEqualTo("400 VALIDATION_FAILED into=merges_with_itself");
		assertThat(refusal(merge(one, UUID.randomUUID().toString())))
			.isEqualTo("400 VALIDATION_FAILED into=unknown_ci");
		assertThat(merge(UUID.randomUUID().toString(), one).status()).isEqualTo(404);
		assertThat(refusal(this.agent.post("/cis/" + one + "/merge"))).isEqualTo("400 VALIDATION_FAILED into=required");
		assertThat(refusal(merge(one, service))).isEqualTo("409 CONFLICT into=merges_service_only");
		assertThat(this.agent.with("If-Match", "\"7\"").post("/cis/" + one + "/merge", "into", other).status())
			.isEqualTo(412);
		merge(one, other);
		assertThat(refusal(merge(one, other))).startsWith("409 CONFLICT").contains("merged_already");
		assertThat(refusal(merge(other, one))).isEqualTo("409 CONFLICT into=merges_into_retired");
		assertThat(this.agent.patch("/cis/" + one, "status", "live").status()).isEqualTo(200);
		assertThat(this.agent.get("/cis/" + one).data().path("merged_into").isNull())
			.as("back in use, it is a thing of its own")
			.isTrue();
	}

	@Test
	void isForThoseWhoMayChangeItems() {
		String one = item("k1", "serial", "SN-" + this.mark);
		String other = item("k2", "serial", "SN-" + this.mark);
		Api viewer = Api.at(this.port).as("viewer");
		assertThat(viewer.get("/cis/duplicates").status()).isEqualTo(200);
		assertThat(viewer.post("/cis/" + one + "/merge", "into", other).status()).isEqualTo(403);
		assertThat(viewer.put("/cis/" + one + "/distinct-from/" + other).status()).isEqualTo(403);
		Api reporter = Api.at(this.port).as("reporter1");
		assertThat(reporter.get("/cis/duplicates").status()).isEqualTo(403);
		assertThat(reporter.post("/cis/" + one + "/merge", "into", other).status()).isEqualTo(403);
	}

	@Test
	void reachesNothingOfAnotherTenant() {
		String one = item("l1", "serial", "SN-" + this.mark);
		item("l2", "serial", "SN-" + this.mark);
		Api other = Api.at(this.port).as("other-admin");
		String foreign = id(other.post("/cis", "name", "l3 " + this.mark, "ci_class", "server", "tier", 2, "attributes",
				Map.of("serial", "SN-" + this.mark)));
		assertThat(pairs()).hasSize(1);
		assertThat(pairsOf(other)).isEmpty();
		assertThat(other.post("/cis/" + one + "/merge", "into", foreign).status()).isEqualTo(404);
		assertThat(refusal(merge(one, foreign))).isEqualTo("400 VALIDATION_FAILED into=unknown_ci");
		assertThat(this.agent.put("/cis/" + one + "/distinct-from/" + foreign).status()).isEqualTo(404);
	}

	@RepeatedTest(3)
	void hasOneWinner() {
		String from = item("n1" + UUID.randomUUID());
		String into = item("n2" + UUID.randomUUID());
		List<Integer> statuses = AtOnce.statuses(8,
				(number) -> (number % 2 == 0) ? merge(from, into) : merge(into, from));
		assertThat(statuses).as(statuses.toString()).containsOnlyOnce(200);
		assertThat(statuses).as(statuses.toString()).containsOnly(200, 409);
	}

	private Answer merge(String from, String into) {
		return this.agent.post("/cis/" + from + "/merge", "into", into);
	}

	private void relate(String source, String type, String target) {
		assertThat(this.agent.post("/cis/" + source + "/relations", "type", type, "target_id", target).status())
			.isEqualTo(201);
	}

	private List<String> relations(String item) {
		return StreamSupport.stream(this.agent.get("/cis/" + item + "/relations").data().spliterator(), false)
			.map((one) -> one.at("/source/name").asText().substring(0, 2) + " " + one.path("type").asText() + " "
					+ one.at("/target/name").asText().substring(0, 2))
			.toList();
	}

	private int total() {
		return this.agent.get("/cis/duplicates").json().at("/pagination/total_items").asInt();
	}

	/** The pairs of this test. */
	private List<JsonNode> pairs() {
		return pairsOf(this.agent);
	}

	private List<JsonNode> pairsOf(Api who) {
		return StreamSupport.stream(who.get("/cis/duplicates?limit=100").data().spliterator(), false)
			.filter((pair) -> pair.toString().contains(this.mark))
			.toList();
	}

	private String service(String name) {
		return id(this.agent.post("/cis", "name", name + " " + this.mark, "ci_class", "service", "tier", 2));
	}

	private String item(String name, String... attributes) {
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < attributes.length; i += 2) {
			values.put(attributes[i], attributes[i + 1]);
		}
		return id(this.agent.post("/cis", "name", name + " " + this.mark, "ci_class", "server", "tier", 2, "attributes",
				values, "allow_duplicate", true));
	}

	private static String id(Answer made) {
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

}
