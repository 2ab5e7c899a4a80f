package io.nagare.cmdb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Refusal;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

@NagareTest
@RecordApplicationEvents
class CiApiTests {

	private static final Map<String, ?> SUNDAY_NIGHT = Map.of("zone", "Asia/Tokyo", "weekly",
			List.of(Map.of("day", "sunday", "from", "22:00", "to", "02:00")), "once",
			List.of(Map.of("start", "2026-12-30T10:00:00+09:00", "end", "2026-12-30T12:00:00+09:00")));

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private DemoItems demo;

	@Autowired
	private CmdbService management;

	@Autowired
	private ApplicationEvents events;

	private Api api;

	private Api agent;

	private Api admin;

	@BeforeEach
	void comeIn() {
		this.api = Api.at(this.port);
		this.agent = this.api.as("agent1");
		this.admin = this.api.as("admin");
	}

	@Test
	void recordsAnItemWithAllThatIsKnown() {
		String team = this.agent.idOf("teams", "Network");
		String name = unique("  db");
		Answer created = this.agent.post("/cis", "name", name, "ci_class", "server", "tier", 2, "description", "予備機",
				"status", "planned", "owner_team_id", team, "owner_user_id", this.agent.me(), "attributes",
				Map.of("serial", "SN-1", "environment", "staging", "support_end", "2030-03-31"), "maintenance",
				SUNDAY_NIGHT);
		assertThat(created.status()).as(created.body()).isEqualTo(201);
		JsonNode item = this.agent.get("/cis/" + created.data().path("id").asText()).data();
		assertThat(item).isEqualTo(created.data());
		assertThat(item.path("name").asText()).isEqualTo(name.strip());
		assertThat(item.path("status").asText()).isEqualTo("planned");
		assertThat(item.path("owner_team_id").asText()).isEqualTo(team);
		assertThat(item.at("/attributes/environment").asText()).isEqualTo("staging");
		assertThat(item.at("/maintenance/weekly/0/to").asText()).isEqualTo("02:00");
		assertThat(item.at("/maintenance/once/0/start").asText()).isEqualTo("2026-12-30T01:00:00Z");
		assertThat(created.header("Location")).endsWith("/cis/" + item.path("id").asText());
	}

	@Test
	void namesEveryFieldThatIsWrong() {
		assertThat(refusal(this.agent.post("/cis", "name", " ", "tier", 5)).split(" ")).containsExactlyInAnyOrder("400",
				"VALIDATION_FAILED", "ci_class=required", "name=required", "tier=above_maximum");
		assertThat(refusal(this.agent.post("/cis", "name", unique("x"), "ci_class", "server", "tier", 1, "attributes",
				Map.of("serial", 5, "environment", "moon", "support_end", "31.3.2030", "colour", "red"),
				"owner_user_id", UUID.randomUUID(), "owner_team_id", UUID.randomUUID(), "maintenance",
				Map.of("zone", "Mars", "weekly", List.of(Map.of("day", "someday", "from", "25:00", "to", "02:00")),
						"once", List.of(Map.of("start", "2026-12-30T10:00:00Z", "end", "2026-12-30T10:00:00Z"))))))
			.isEqualTo("400 VALIDATION_FAILED attributes.serial=wrong_type attributes.environment=not_a_choice"
					+ " attributes.support_end=wrong_type attributes.colour=unknown_field"
					+ " owner_user_id=unknown_user owner_team_id=unknown_team maintenance.zone=unknown_zone"
					+ " maintenance.weekly[0].day=not_allowed maintenance.weekly[0].from=bad_format"
					+ " maintenance.once[0].end=end_before_start");
		assertThat(refusal(this.agent.post("/cis", "name", unique("x"), "ci_class", "spaceship", "tier", 1)))
			.isEqualTo("400 VALIDATION_FAILED ci_class=unknown_ci_type");
		assertThat(refusal(
				this.agent.post("/cis", "name", unique("x"), "ci_class", "server", "tier", 1, "status", "broken")))
			.isEqualTo("400 VALIDATION_FAILED status=not_allowed");
	}

	@Test
	void saysSoInTheCallersLanguage() {
		assertThat(this.agent.with("Accept-Language", "ja")
			.post("/cis", "name", unique("x"), "ci_class", "spaceship", "tier", 1)
			.json()
			.at("/error/details/0/message")
			.asText()).isEqualTo("この構成アイテム種別は存在しません。");
	}

	@Test
	void givesEveryNameOnce() {
		String name = unique("Mail");
		item(name);
		assertThat(refusal(
				this.agent.post("/cis", "name", name.toLowerCase(Locale.ROOT), "ci_class", "server", "tier", 1)))
			.isEqualTo("409 CONFLICT name=already_exists");
		String other = item(unique("other"));
		assertThat(refusal(this.agent.patch("/cis/" + other, "name", name)))
			.isEqualTo("409 CONFLICT name=already_exists");
		assertThat(this.api.as("other-agent").post("/cis", "name", name, "ci_class", "server", "tier", 1).status())
			.isEqualTo(201);
	}

	@Test
	void takesBlanksOfJapaneseTextForBlanks() {
		String name = unique("端末");
		String id = item("\u3000" + name + "\u3000");
		assertThat(this.agent.get("/cis/" + id).data().path("name").asText()).isEqualTo(name);
		assertThat(refusal(this.agent.post("/cis", "name", "\u3000", "ci_class", "server", "tier", 1)))
			.isEqualTo("400 VALIDATION_FAILED name=required");
		assertThat(refusal(this.agent.patch("/cis/" + id, "name", "\u3000")))
			.isEqualTo("400 VALIDATION_FAILED name=required");
		assertThat(refusal(this.agent.patch("/cis/" + id, "name", null)))
			.isEqualTo("400 VALIDATION_FAILED name=required");
	}

	@Test
	void tellsTheFirstOfManyFaults() {
		Map<String, Integer> attributes = IntStream.range(0, 1_000)
			.boxed()
			.collect(Collectors.toMap((n) -> "a" + n, (n) -> n));
		Answer answer = this.agent.post("/cis", "name", unique("x"), "ci_class", "server", "tier", 1, "attributes",
				attributes);
		JsonNode details = answer.json().at("/error/details");
		assertThat(details).hasSize(Refusal.MOST_DETAILS + 1);
		assertThat(details.get(Refusal.MOST_DETAILS).path("message").asText())
			.isEqualTo("More is wrong than is listed here; these are the first 100.");
	}

	@Test
	void changesWhatIsSaidAndNothingElse() {
		String id = this.agent
			.post("/cis", "name", unique("web"), "ci_class", "server", "tier", 3, "attributes",
					Map.of("serial", "A", "os", "Debian"))
			.data()
			.path("id")
			.asText();
		Answer changed = this.agent.patchRaw("/cis/" + id,
				"{\"tier\": 1, \"attributes\": {\"serial\": null, \"location\": \"東京\"}}");
		assertThat(changed.data().path("tier").asInt()).isEqualTo(1);
		assertThat(changed.data().path("attributes")).isEqualTo(this.agent.get("/cis/" + id).data().path("attributes"));
		assertThat(changed.data().at("/attributes/os").asText()).isEqualTo("Debian");
		assertThat(changed.data().at("/attributes/location").asText()).isEqualTo("東京");
		assertThat(changed.data().path("attributes").has("serial")).isFalse();
		assertThat(this.agent.with("If-Match", "\"0\"").patch("/cis/" + id, "tier", 2).status()).isEqualTo(412);
		assertThat(this.agent.with("If-Match", changed.header("ETag")).patch("/cis/" + id, "tier", 2).status())
			.isEqualTo(200);
		assertThat(this.agent.with("If-Match", "\"0\"").delete("/cis/" + id).status()).isEqualTo(412);
		assertThat(refusal(this.agent.patch("/cis/" + id, "ci_class", "database")))
			.isEqualTo("400 VALIDATION_FAILED attributes.location=unknown_field attributes.os=unknown_field");
	}

	@Test
	void listsWhatSomebodyHasAndOffersItToHimFirst() {
		Api reporter = this.api.as("reporter1");
		String me = reporter.me();
		String mine = item(unique("zz mine"));
		String service = this.agent.post("/cis", "name", unique("aa service"), "ci_class", "service", "tier", 2)
			.data()
			.path("id")
			.asText();
		String agent = this.agent.me();
		Answer owned = this.agent.patch("/cis/" + mine, "owner_user_id", me);
		assertThat(owned.status()).as(owned.body()).isEqualTo(200);
		assertThat(this.agent.patch("/cis/" + service, "owner_user_id", agent).status()).isEqualTo(200);
		assertThat(each(this.agent.get("/cis?owner_user_id=" + me).data(), "id")).contains(mine)
			.doesNotContain(service);
		assertThat(each(this.agent.get("/cis?limit=100&ci_class=service&owner_user_id=" + agent).data(), "id"))
			.contains(service)
			.doesNotContain(mine);
		assertThat(this.agent.get("/cis?owner_user_id=x").status()).isEqualTo(400);
		List<Boolean> own = new ArrayList<>();
		reporter.get("/cis/reportable?limit=100").data().forEach((one) -> own.add(one.path("is_mine").asBoolean()));
		assertThat(own).contains(true, false).isSortedAccordingTo(Comparator.reverseOrder());
	}

	@Test
	void listsWhatIsRetiredOnlyOnDemand() {
		String name = unique("old");
		String id = item(name);
		this.agent.patch("/cis/" + id, "status", "retired");
		assertThat(this.agent.get("/cis?q=" + name).data()).isEmpty();
		assertThat(each(this.agent.get("/cis?status=retired&q=" + name).data(), "id")).containsExactly(id);
		assertThat(this.agent.get("/cis/" + id).data().path("is_active").asBoolean()).isFalse();
	}

	@Test
	void forgetsWhatIsDeletedButNotItsPast() {
		String name = unique("gone");
		String gone = item(name);
		String stays = item(unique("stays"));
		relate(stays, "depends_on", gone);
		Instant then = Instant.now();
		assertThat(this.agent.delete("/cis/" + gone).status()).isEqualTo(204);
		assertThat(this.agent.get("/cis/" + gone).status()).isEqualTo(404);
		assertThat(this.agent.delete("/cis/" + gone).status()).isEqualTo(404);
		assertThat(this.agent.get("/cis/" + stays + "/relations").data()).isEmpty();
		assertThat(this.agent.get("/cis/" + stays + "/relations?as_of=" + then).data().at("/0/target/name").asText())
			.isEqualTo(name);
		assertThat(each(this.agent.get("/cis/" + gone + "/relations?as_of=" + then).data(), "type"))
			.containsExactly("depends_on");
		assertThat(this.agent.get("/cis/" + gone + "/impact?as_of=" + then).data().at("/0/ci/id").asText())
			.isEqualTo(stays);
		for (String path : List.of("/relations", "/impact")) {
			assertThat(this.agent.get("/cis/" + gone + path).status()).isEqualTo(404);
			assertThat(this.agent.get("/cis/" + gone + path + "?as_of=" + Instant.now()).status()).isEqualTo(404);
			assertThat(this.api.as("other-agent").get("/cis/" + gone + path + "?as_of=" + then).status())
				.isEqualTo(404);
		}
		assertThat(refusal(this.agent.post("/incidents", "title", "x", "priority", "low", "ci_ids", List.of(gone))))
			.isEqualTo("400 VALIDATION_FAILED ci_ids=unknown_ci");
		assertThat(item(name)).isNotEqualTo(gone);
	}

	@Test
	void isKeptByAgentsAndSeenByReaders() {
		String id = item(unique("kept"));
		Api viewer = this.api.as("viewer");
		assertThat(viewer.get("/cis/" + id + "/impact").status()).isEqualTo(200);
		assertThat(viewer.get("/ci-types").status()).isEqualTo(200);
		assertThat(viewer.patch("/cis/" + id, "tier", 1).status()).isEqualTo(403);
		assertThat(viewer.delete("/cis/" + id).status()).isEqualTo(403);
		assertThat(viewer.post("/cis", "name", "x", "ci_class", "server", "tier", 1).status()).isEqualTo(403);
		assertThat(viewer.post("/cis/" + id + "/relations", "type", "runs_on", "target_id", id).status())
			.isEqualTo(403);
		assertThat(viewer.postCsv("/cis/imports", "name\nx\n".getBytes(StandardCharsets.UTF_8)).status())
			.isEqualTo(403);
		Api reporter = this.api.as("reporter1");
		assertThat(reporter.get("/cis/" + id + "/relations").status()).isEqualTo(403);
		assertThat(reporter.get("/cis/" + id + "/impact").status()).isEqualTo(403);
		assertThat(reporter.get("/ci-types").status()).isEqualTo(403);
		assertThat(this.agent.post("/ci-types", "key", "robot", "definition", definition()).status()).isEqualTo(403);
		assertThat(this.agent.delete("/ci-types/server").status()).isEqualTo(403);
	}

	@Test
	void hidesATenantsItemsFromAllOthers() {
		String ours = item(unique("ours"));
		String below = item(unique("below"));
		String relation = relate(ours, "runs_on", below);
		Api other = this.api.as("other-agent");
		String theirs = other.post("/cis", "name", unique("theirs"), "ci_class", "server", "tier", 1)
			.data()
			.path("id")
			.asText();
		for (String path : List.of("", "/relations", "/impact")) {
			assertThat(other.get("/cis/" + ours + path).status()).isEqualTo(404);
		}
		assertThat(other.patch("/cis/" + ours, "tier", 1).status()).isEqualTo(404);
		assertThat(other.delete("/cis/" + ours).status()).isEqualTo(404);
		assertThat(other.delete("/cis/" + ours + "/relations/" + relation).status()).isEqualTo(404);
		assertThat(other.post("/cis/" + ours + "/relations", "type", "runs_on", "target_id", theirs).status())
			.isEqualTo(404);
		assertThat(refusal(other.post("/cis/" + theirs + "/relations", "type", "runs_on", "target_id", ours)))
			.isEqualTo("400 VALIDATION_FAILED target_id=unknown_ci");
		String team = this.agent.idOf("teams", "Network");
		assertThat(refusal(other.patch("/cis/" + theirs, "owner_team_id", team)))
			.isEqualTo("400 VALIDATION_FAILED owner_team_id=unknown_team");
	}

	@Test
	void relatesItemsUntilToldOtherwise() {
		String shop = item(unique("shop"));
		String server = item(unique("server"));
		Instant before = Instant.now();
		String relation = relate(shop, "runs_on", server);
		assertThat(refusal(this.agent.post("/cis/" + shop + "/relations", "type", "runs_on", "target_id", server)))
			.isEqualTo("409 CONFLICT target_id=related_already");
		relate(shop, "depends_on", server);
		JsonNode relations = this.agent.get("/cis/" + server + "/relations").data();
		assertThat(each(relations, "type")).containsExactly("depends_on", "runs_on");
		assertThat(relations.at("/1/source/id").asText()).isEqualTo(shop);
		Instant then = Instant.now();
		assertThat(this.agent.delete("/cis/" + server + "/relations/" + relation).status()).isEqualTo(204);
		assertThat(refusal(this.agent.delete("/cis/" + shop + "/relations/" + relation)))
			.isEqualTo("409 CONFLICT null=relation_ended");
		assertThat(each(this.agent.get("/cis/" + shop + "/relations").data(), "type")).containsExactly("depends_on");
		assertThat(this.agent.get("/cis/" + shop + "/relations?as_of=" + then).data()).hasSize(2);
		assertThat(this.agent.get("/cis/" + shop + "/relations?as_of=" + before).data()).isEmpty();
		assertThat(this.agent.get("/cis/" + server + "/impact?as_of=" + before).data()).isEmpty();
		relate(shop, "runs_on", server);
	}

	@Test
	void refusesRelationsThatMakeNoSense() {
		String id = item(unique("lonely"));
		String path = "/cis/" + id + "/relations";
		assertThat(refusal(this.agent.post(path, "type", "runs_on", "target_id", id)))
			.isEqualTo("400 VALIDATION_FAILED target_id=relates_to_itself");
		assertThat(refusal(this.agent.post(path, "type", "loves", "target_id", id)))
			.isEqualTo("400 VALIDATION_FAILED type=not_allowed");
		assertThat(refusal(this.agent.post(path)).split(" ")).containsExactlyInAnyOrder("400", "VALIDATION_FAILED",
				"target_id=required", "type=required");
		assertThat(refusal(this.agent.post(path, "type", "runs_on", "target_id", UUID.randomUUID())))
			.isEqualTo("400 VALIDATION_FAILED target_id=unknown_ci");
		assertThat(this.agent.post("/cis/" + UUID.randomUUID() + "/relations", "type", "runs_on", "target_id", id)
			.status()).isEqualTo(404);
		assertThat(this.agent.delete(path + "/" + UUID.randomUUID()).status()).isEqualTo(404);
		assertThat(refusal(this.agent.get("/cis/" + id + "/impact?depth=11")))
			.isEqualTo("400 VALIDATION_FAILED depth=out_of_range");
		assertThat(refusal(this.agent.get("/cis/" + id + "/impact?direction=sideways")))
			.isEqualTo("400 VALIDATION_FAILED direction=not_allowed");
		assertThat(refusal(this.agent.get("/cis/" + id + "/impact?as_of=yesterday")))
			.isEqualTo("400 VALIDATION_FAILED as_of=wrong_type");
	}

	@Test
	void tellsEverybodyThatARelationChanged() {
		UUID shop = UUID.fromString(item(unique("shop")));
		UUID server = UUID.fromString(item(unique("server")));
		this.as.user("agent1", () -> {
			UUID relation = this.management.relate(this.as.caller("agent1"), shop, CiRelationType.RUNS_ON, server);
			this.management.unrelate(this.as.caller("agent1"), shop, relation);
		});
		assertThat(this.events.stream(CiRelationshipChanged.class)).hasSize(2)
			.allSatisfy((event) -> assertThat(event).returns(shop, CiRelationshipChanged::sourceCiId)
				.returns(server, CiRelationshipChanged::targetCiId)
				.returns(CiRelationType.RUNS_ON, CiRelationshipChanged::relationshipType)
				.returns("demo", (it) -> it.tenant().slug())
				.returns(this.as.caller("agent1").userId(), CiRelationshipChanged::actor))
			.extracting(CiRelationshipChanged::action)
			.containsExactly(CiRelationshipChanged.Action.CREATED, CiRelationshipChanged.Action.DELETED);
	}

	@Test
	void showsWhomAFaultReachesAndWhereItCanComeFrom() {
		this.demo.seed();
		String database = this.agent.get("/cis?q=db01").data().at("/0/id").asText();
		Answer down = this.agent.get("/cis/" + database + "/impact?limit=100");
		assertThat(down.data().at("/0/ci/name").asText()).isEqualTo("販売管理データベース");
		JsonNode sales = of(down.data(), "販売管理システム");
		assertThat(sales.path("depth").asInt()).isEqualTo(3);
		assertThat(each(sales.path("path"), "name")).containsExactly("データベースサーバー db01", "販売管理データベース", "販売管理アプリケーション",
				"販売管理システム");
		assertThat(each(this.agent.get("/cis/" + database + "/impact?depth=1").data(), "depth")).containsOnly("1");
		JsonNode up = this.agent.get("/cis/" + database + "/impact?direction=up").data();
		assertThat(each(up, "depth")).containsExactly("1");
		assertThat(up.at("/0/ci/name").asText()).isEqualTo("本社コアスイッチ");
	}

	@Test
	void knowsTheTypesATenantMakes() {
		String key = "t" + UUID.randomUUID().toString().replace('-', '_');
		Answer made = this.admin.post("/ci-types", "key", key, "definition", definition());
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		assertThat(made.header("Location")).endsWith("/ci-types/" + key);
		assertThat(this.admin.post("/ci-types", "key", key, "definition", definition()).status()).isEqualTo(409);
		assertThat(refusal(this.agent.post("/cis", "name", unique("robot"), "ci_class", key, "tier", 4, "attributes",
				Map.of("arms", "two", "armed", "no", "price", 1e300))))
			.isEqualTo("400 VALIDATION_FAILED attributes.serial=required attributes.arms=wrong_type"
					+ " attributes.armed=wrong_type attributes.price=out_of_range");
		for (String blank : List.of("", "  ", "\u3000")) {
			assertThat(refusal(this.agent.post("/cis", "name", unique("robot"), "ci_class", key, "tier", 4,
					"attributes", Map.of("serial", blank))))
				.isEqualTo("400 VALIDATION_FAILED attributes.serial=required");
		}
		String robot = this.agent
			.post("/cis", "name", unique("robot"), "ci_class", key, "tier", 4, "attributes",
					Map.of("serial", "R2", "arms", 2, "armed", false, "price", 19.5))
			.data()
			.path("id")
			.asText();
		assertThat(this.agent.get("/cis/" + robot).data().at("/attributes/price").asDouble()).isEqualTo(19.5);
		assertThat(refusal(this.admin.delete("/ci-types/" + key))).isEqualTo("409 CONFLICT key=type_in_use");
		assertThat(refusal(this.admin.put("/ci-types/" + key, "name", label("ロボット", "Robot"), "attributes",
				List.of(attribute("serial", "string", true), attribute("arms", "string", false)))))
			.isEqualTo("409 CONFLICT attributes.arms=attribute_in_use attributes.armed=attribute_in_use"
					+ " attributes.price=attribute_in_use");
		this.agent.delete("/cis/" + robot);
		assertThat(this.admin.with("If-Match", "\"7\"").delete("/ci-types/" + key).status()).isEqualTo(412);
		assertThat(this.admin.delete("/ci-types/" + key).status()).isEqualTo(204);
		assertThat(this.agent.get("/ci-types/" + key).status()).isEqualTo(404);
	}

	@Test
	void letsATenantSayMoreAboutAShippedType() {
		Api other = this.api.as("other-admin");
		Answer shipped = other.get("/ci-types/application");
		assertThat(shipped.data().path("shipped").asBoolean()).isTrue();
		String old = other.post("/cis", "name", unique("app"), "ci_class", "application", "tier", 2)
			.data()
			.path("id")
			.asText();
		Answer own = other.with("If-Match", shipped.header("ETag"))
			.put("/ci-types/application", "name", label("アプリ", "App"), "attributes",
					List.of(attribute("licence", "string", true), attribute("version", "string", false)));
		assertThat(own.status()).as(own.body()).isEqualTo(200);
		assertThat(own.data().path("shipped").asBoolean()).isFalse();
		assertThat(each(this.agent.get("/ci-types/application").data().at("/definition/attributes"), "key"))
			.containsExactly("version", "vendor");
		assertThat(other.patch("/cis/" + old, "tier", 3).status()).isEqualTo(200);
		assertThat(refusal(other.patch("/cis/" + old, "attributes", Map.of("version", "2"))))
			.isEqualTo("400 VALIDATION_FAILED attributes.licence=required");
		other.delete("/cis/" + old);
		assertThat(other.delete("/ci-types/application").status()).isEqualTo(204);
		assertThat(refusal(other.delete("/ci-types/application"))).isEqualTo("409 CONFLICT key=type_is_shipped");
		assertThat(other.get("/ci-types/application").data()).isEqualTo(shipped.data());
	}

	@Test
	void refusesTypesThatContradictThemselves() {
		assertThat(refusal(this.admin.post("/ci-types", "key", "Robot 1", "definition", definition())))
			.isEqualTo("400 VALIDATION_FAILED key=bad_format");
		assertThat(refusal(this.admin.put("/ci-types/server", "name", label(" ", null), "attributes",
				List.of(attribute("serial", "string", true), attribute("serial", "choice", false),
						Map.of("key", "x", "label", label("x", "x"), "type", "number", "choices", List.of("1"))))))
			.isEqualTo("400 VALIDATION_FAILED name.ja=required name.en=required attributes[1].key=already_exists"
					+ " attributes[1].choices=required attributes[2].choices=choices_without_choice");
		assertThat(refusal(this.admin.put("/ci-types/server", "name", label("a", "a"), "attributes",
				List.of(attribute("9", "string", true)))))
			.isEqualTo("400 VALIDATION_FAILED attributes[0].key=bad_format");
		assertThat(refusal(this.admin.put("/ci-types/server", "name", label("a", "a"), "attributes",
				List.of(attribute("x", "colour", true)))))
			.isEqualTo("400 VALIDATION_FAILED attributes[0].type=not_allowed");
		assertThat(this.admin.put("/ci-types/spaceship", "name", label("a", "a")).status()).isEqualTo(404);
	}

	private static Map<String, ?> definition() {
		return Map.of("name", label("ロボット", "Robot"), "attributes",
				List.of(attribute("serial", "string", true), attribute("arms", "number", false),
						attribute("armed", "boolean", false), attribute("price", "number", false)));
	}

	private static Map<String, ?> attribute(String key, String type, boolean required) {
		return Map.of("key", key, "label", label("項目", key), "type", type, "required", required);
	}

	private static Map<String, String> label(String ja, @Nullable String en) {
		return (en != null) ? Map.of("ja", ja, "en", en) : Map.of("ja", ja);
	}

	private static JsonNode of(JsonNode list, String name) {
		for (JsonNode item : list) {
			if (item.at("/ci/name").asText().equals(name)) {
				return item;
			}
		}
		throw new AssertionError(list.toString());
	}

	private String item(String name) {
		Answer created = this.agent.post("/cis", "name", name, "ci_class", "server", "tier", 3);
		assertThat(created.status()).as(created.body()).isEqualTo(201);
		return created.data().path("id").asText();
	}

	private String relate(String source, String type, String target) {
		Answer created = this.agent.post("/cis/" + source + "/relations", "type", type, "target_id", target);
		assertThat(created.status()).as(created.body()).isEqualTo(201);
		return created.data().path("id").asText();
	}

	private static String unique(String name) {
		return name + "-" + UUID.randomUUID();
	}

}
