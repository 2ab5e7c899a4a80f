package io.nagare.cmdb.identification;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** An item is recognised by what its type says, whoever speaks of it. */
@NagareTest
class CiIdentificationTests {

	private final String mark = UUID.randomUUID().toString().substring(0, 13);

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private CiIdentification identification;

	private Api agent;

	private Api admin;

	@BeforeEach
	void comeIn() {
		this.agent = Api.at(this.port).as("agent1");
		this.admin = Api.at(this.port).as("admin");
	}

	@Test
	void recognisesByEveryFieldOfTheType() {
		UUID item = item("a", "serial", "SN-" + this.mark, "asset_tag", "T-" + this.mark, "fqdn",
				"a." + this.mark + ".example");
		assertThat(by("serial", "SN-" + this.mark).one()).contains(item);
		assertThat(by("asset_tag", "T-" + this.mark).one()).contains(item);
		assertThat(by("fqdn", "A." + this.mark + ".EXAMPLE").one()).contains(item);
		assertThat(identify("a " + this.mark, Map.of()).one()).contains(item);
		assertThat(by("os", "SN-" + this.mark).items()).isEmpty();
		assertThat(by("serial", "T-" + this.mark).items()).isEmpty();
	}

	@Test
	void takesNoNoticeOfWidthCaseAndBlanks() {
		UUID item = item("b", "serial", "  ＳＮ－" + this.mark + "\u3000");
		for (String said : List.of("sn-" + this.mark, "SN-" + this.mark.toUpperCase(Locale.ROOT),
				"Ｓｎ－" + this.mark + " ")) {
			assertThat(by("serial", said).one()).as(said).contains(item);
		}
		assertThat(identify("Ｂ\u3000" + this.mark, Map.of()).one()).contains(item);
	}

	@Test
	void isInDoubtWhereFieldsContradictOrOneIsShared() {
		UUID one = item("c1", "serial", "SN1-" + this.mark);
		UUID other = item("c2", "serial", "SN2-" + this.mark);
		Identified contradiction = identify("c2 " + this.mark, Map.of("serial", "SN1-" + this.mark));
		assertThat(contradiction.isDoubtful()).isTrue();
		assertThat(contradiction.one()).isEmpty();
		assertThat(contradiction.items()).as("the most telling first").containsExactly(one, other);
		item("c3", "serial", "SN1-" + this.mark);
		assertThat(by("serial", "SN1-" + this.mark).isDoubtful()).isTrue();
	}

	/** A second one of the same plate is refused, as a file would update the first. */
	@Test
	void refusesToRecordOneThingTwice() {
		UUID one = item("h1", "serial", "SN-" + this.mark, "asset_tag", "T-" + this.mark);
		Answer second = made("h2", Map.of("asset_tag", "t-" + this.mark));
		assertThat(refusal(second)).isEqualTo("409 CONFLICT attributes.asset_tag=identifies_other");
		assertThat(second.body()).contains("h1 " + this.mark, one.toString());
		// the most telling field is told first
		assertThat(refusal(made("h2", Map.of("asset_tag", "t-" + this.mark, "serial", "ＳＮ-" + this.mark))))
			.isEqualTo("409 CONFLICT attributes.serial=identifies_other");
		// what identifies nothing, or something else, is no reason
		assertThat(made("h3", Map.of("serial", "T-" + this.mark, "os", "SN-" + this.mark)).status()).isEqualTo(201);
		assertThat(this.agent.patch("/cis/" + one, "status", "retired").status()).isEqualTo(200);
		assertThat(made("h4", Map.of("serial", "SN-" + this.mark)).status()).as("the plate is free again")
			.isEqualTo(201);
	}

	private Answer made(String name, Map<String, String> attributes) {
		return this.agent.post("/cis", "name", name + " " + this.mark, "ci_class", "server", "tier", 2, "attributes",
				attributes);
	}

	@Test
	void takesNothingForNoIdentity() {
		for (String nothing : List.of("N/A", "不明", "-", " ", "To be filled by O.E.M.", "x".repeat(201))) {
			item("d" + nothing.hashCode(), "serial", nothing);
			item("e" + nothing.hashCode(), "serial", nothing);
			assertThat(by("serial", nothing).items()).as(nothing).isEmpty();
		}
	}

	@Test
	void goesByWhatIsInUseBeforeWhatIsNot() {
		UUID old = item("f1", "serial", "SN-" + this.mark);
		assertThat(this.agent.patch("/cis/" + old, "status", "retired").status()).isEqualTo(200);
		assertThat(by("serial", "SN-" + this.mark).one()).contains(old);
		UUID item = item("f2", "serial", "SN-" + this.mark);
		assertThat(by("serial", "SN-" + this.mark).one()).contains(item);
		assertThat(this.agent.delete("/cis/" + item).status()).isEqualTo(204);
		assertThat(by("serial", "SN-" + this.mark).one()).as("the deleted one is forgotten").contains(old);
	}

	@Test
	void seesNothingOfAnotherTenant() {
		item("g", "serial", "SN-" + this.mark);
		List<Identified> found = this.as.user("other-agent", () -> this.identification
			.identify(List.of(new CiDescription("g " + this.mark, Map.of("serial", "SN-" + this.mark)))));
		assertThat(found.get(0).items()).isEmpty();
		assertThat(this.as.<List<UUID>>user("other-agent",
				() -> this.identification.meant(List.of("g " + this.mark, "SN-" + this.mark))))
			.isEmpty();
	}

	@Test
	void letsAnOwnerSayByWhatItemsOfATypeAreRecognised() {
		String key = "t" + this.mark.replace('-', '_');
		assertThat(this.admin.post("/ci-types", "key", key, "definition", type(List.of("plate"))).status())
			.isEqualTo(201);
		JsonNode made = this.agent
			.post("/cis", "name", "h " + this.mark, "ci_class", key, "tier", 3, "attributes",
					Map.of("plate", "P-" + this.mark, "ward", "W-" + this.mark))
			.data();
		UUID item = UUID.fromString(made.path("id").asText());
		assertThat(by("plate", "p-" + this.mark).one()).contains(item);
		assertThat(by("ward", "W-" + this.mark).items()).isEmpty();
		assertThat(put(key, List.of("ward")).status()).isEqualTo(200);
		assertThat(by("plate", "p-" + this.mark).items()).isEmpty();
		assertThat(by("ward", "W-" + this.mark).one()).contains(item);
		assertThat(this.agent.get("/ci-types/" + key).data().at("/definition/identifiers/0").asText())
			.isEqualTo("ward");
		assertThat(refusal(put(key, List.of("plate", "plate", "colour", "leased"))))
			.isEqualTo("400 VALIDATION_FAILED identifiers[1]=already_exists identifiers[2]=unknown_ci_attribute"
					+ " identifiers[3]=identifies_nothing");
	}

	@Test
	void importsToTheItemThatBearsTheSerialNumber() {
		UUID item = item("i", "serial", "SN-" + this.mark);
		assertThat(take("""
				name,ci_class,tier,attributes.serial
				renamed #,server,2,sn-#
				""")).isEqualTo("0/1/0");
		assertThat(this.agent.get("/cis/" + item).data().path("name").asText()).isEqualTo("renamed " + this.mark);
		assertThat(take("name,attributes.location\nRENAMED #,大阪\n")).isEqualTo("0/1/0");
		assertThat(this.agent.get("/cis/" + item).data().at("/attributes/location").asText()).isEqualTo("大阪");
	}

	@Test
	void importsNothingWhereItIsDoubtfulWhatIsMeant() {
		item("j1", "serial", "SN1-" + this.mark);
		UUID other = item("j2", "serial", "SN2-" + this.mark);
		Answer answer = send("""
				name,ci_class,tier,attributes.serial
				j2 #,server,1,SN1-#
				new1 #,server,1,SN3-#
				new2 #,server,1,sn3-#
				other #,server,1,SN2-#
				j2 #,server,1,
				""");
		assertThat(refusal(answer)).isEqualTo("400 VALIDATION_FAILED lines[2].attributes.serial=doubtful_ci"
				+ " lines[4].attributes.serial=named_twice lines[6].name=named_twice");
		assertThat(answer.body()).contains("j1 " + this.mark, "j2 " + this.mark);
		assertThat(this.agent.get("/cis/" + other).data().path("version").asInt()).isZero();
	}

	private UUID item(String name, String... attributes) {
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < attributes.length; i += 2) {
			values.put(attributes[i], attributes[i + 1]);
		}
		Answer made = this.agent.post("/cis", "name", name + " " + this.mark, "ci_class", "server", "tier", 2,
				"attributes", values, "allow_duplicate", true);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return UUID.fromString(made.data().path("id").asText());
	}

	private Identified by(String attribute, String value) {
		return identify("", Map.of(attribute, value));
	}

	private Identified identify(String name, Map<String, String> attributes) {
		return this.as.user("agent1",
				() -> this.identification.identify(List.of(new CiDescription(name, attributes))).get(0));
	}

	private Answer put(String key, List<String> identifiers) {
		Map<String, Object> type = type(identifiers);
		return this.admin.put("/ci-types/" + key, "name", type.get("name"), "attributes", type.get("attributes"),
				"identifiers", identifiers);
	}

	private static Map<String, Object> type(List<String> identifiers) {
		return Map.of("name", label(), "attributes",
				List.of(attribute("plate", "string"), attribute("ward", "string"), attribute("leased", "boolean")),
				"identifiers", identifiers);
	}

	private static Map<String, Object> attribute(String key, String type) {
		return Map.of("key", key, "label", label(), "type", type);
	}

	private static Map<String, String> label() {
		return Map.of("ja", "医療機器", "en", "Medical device");
	}

	private String take(String file) {
		Answer answer = send(file);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data().path("created").asInt() + "/" + answer.data().path("updated").asInt() + "/"
				+ answer.data().path("unchanged").asInt();
	}

	private Answer send(String file) {
		return this.agent.postCsv("/cis/imports", file.replace("#", this.mark).getBytes(StandardCharsets.UTF_8));
	}

}
