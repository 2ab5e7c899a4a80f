package io.nagare.privacy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.IntegrityFindings;
import io.nagare.NagareTest;
import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.PersonalStore;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Hands out what is kept of people, forgets them, and finds stores that nobody named. */
@NagareTest
class PersonalDataTests {

	private static final String PASSWORD = "correct horse battery";

	private static final String LOOKS_PERSONAL = """
			SELECT c.relname || '.' || a.attname
			  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
			   AND (a.atttypid IN ('jsonb'::regtype, 'bytea'::regtype, 'uuid[]'::regtype)
			     OR a.attname ~ ('(user|_by(_|$)|email|phone|sender|address|actor|holder|person|reporter|assign(ee|er|ed_for)'
			          || '|acts_as|report_as|implementer|_lead_|manager|member_id|principal|first_name|last_name|owner|substitute'
			          || '|authori|audience|behalf|browser|endpoint)')
			     OR (a.atttypid <> 'uuid'::regtype AND a.attname IN ('body', 'subject', 'content', 'content_ja', 'content_en',
			          'title', 'description', 'old_value', 'new_value', 'answer', 'text_', 'data', 'labels', 'detail',
			          'message_id', 'file_name', 'serialized_event', 'words', 'filter', 'attributes'))
			     OR EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid
			          AND k.confrelid = 'users'::regclass AND k.conkey[1] = a.attnum))
			   AND a.atttypid NOT IN ('boolean'::regtype, 'integer'::regtype, 'bigint'::regtype, 'timestamptz'::regtype,
			          'timestamp'::regtype)
			""";

	@LocalServerPort
	private int port;

	@Autowired
	private PersonalStoreRegistry registry;

	@Autowired
	private List<IntegrityCheck> checks;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private JdbcClient queries;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void knowsEveryColumnThatHoldsSomethingOfAPerson() throws IOException {
		Map<String, String> excepted = Files.readAllLines(Path.of("src/test/resources/no-person.txt"))
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split(" \\| ", 2))
			.collect(Collectors.toMap((line) -> line[0], (line) -> line[1]));
		Set<String> registered = this.registry.stores()
			.stream()
			.flatMap((store) -> store.columns().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> found = new TreeSet<>(this.jdbc.queryForList(LOOKS_PERSONAL, String.class));
		assertThat(found).contains("users.email", "tickets.reporter_id");
		assertThat(Collections.disjoint(registered, excepted.keySet())).isTrue();
		Set<String> known = new TreeSet<>(registered);
		known.addAll(excepted.keySet());
		assertThat(found).as("columns that no PersonalStore names, nor no-person.txt with a reason").isSubsetOf(known);
		Set<String> there = new TreeSet<>(this.jdbc.queryForList("""
				SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
				 WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0""", String.class));
		assertThat(there).as("columns that are named").containsAll(known);
		assertThat(this.registry.stores()).extracting(PersonalStore::name).doesNotHaveDuplicates();
	}

	@Test
	void purgesEveryStoreThatSaysSo() {
		List<PersonalStore> purging = this.registry.stores()
			.stream()
			.filter((store) -> store.purges() != null)
			.toList();
		assertThat(purging).extracting(PersonalStore::name).contains("notifications", "mails", "alerts", "sign_ins");
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			purging.forEach((store) -> this.queries.sql(String.valueOf(store.purges()))
				.param("before", Instant.EPOCH.atOffset(ZoneOffset.UTC))
				.update());
			status.setRollbackOnly();
		}));
	}

	/** Kept in the form in which searches compare. */
	@Test
	void forgetsWhatWasLookedForInVainOfAPerson() {
		Someone someone = join("user");
		String mark = UUID.randomUUID().toString();
		for (String looked : List.of("さがしもの " + mark, "佐々木" + someone.given() + " " + mark)) {
			assertThat(admin().get("/search?q=" + URLEncoder.encode(looked, StandardCharsets.UTF_8)).status())
				.isEqualTo(200);
		}
		ok(erase(someone));
		assertThat(jdbcAsPlatform("SELECT words FROM search_misses")).anyMatch((miss) -> miss.startsWith("サガシモノ"))
			.noneMatch((miss) -> miss.startsWith("佐佐木") && miss.endsWith(mark));
	}

	@Test
	void tellsOperatorsForHowLongThingsAreKept() throws IOException {
		String page = Files.readString(Path.of("docs/operations.md"));
		assertThat(this.registry.stores()
			.stream()
			.filter((store) -> store.purges() != null)
			.map((store) -> "| `%s` | %d days |".formatted(store.name(),
					this.registry.keptFor(store).orElseThrow().toDays())))
			.allMatch(page::contains);
	}

	@Test
	void handsOutAllThatIsKeptToThePersonAndToAdministrators() {
		Someone someone = join("user");
		String number = someone.api()
			.report("ノートPCの電源", "description", "連絡先 " + someone.email())
			.path("number")
			.asText();
		JsonNode own = ok(someone.api().get("/auth/profile/data"));
		assertThat(rows(own, "account").path(0).path("email").asText()).isEqualTo(someone.email());
		assertThat(rows(own, "tickets").toString()).contains(number, someone.email());
		assertThat(rows(own, "sign_ins")).hasSize(1);
		JsonNode theirs = ok(admin().get("/users/" + someone.id() + "/data"));
		assertThat(StreamSupport.stream(theirs.path("stores").spliterator(), false)
			.map((store) -> store.path("store").path("name").asText())).hasSameSizeAs(this.registry.stores());
		assertThat(rows(theirs, "audit_log").toString()).contains("user.data_exported");
		assertThat(Api.refusal(Api.at(this.port).as("agent1").get("/users/" + someone.id() + "/data")))
			.startsWith("403");
		assertThat(Api.refusal(Api.at(this.port).as("other-admin").get("/users/" + someone.id() + "/data")))
			.startsWith("404");
	}

	@Test
	void forgetsAPersonButNotItsTicketsNorWhatWasDone() {
		List<IntegrityFindings.Finding> before = IntegrityFindings.of(this.checks);
		Someone someone = join("operator");
		Api agent = Api.at(this.port).as("agent1");
		String text = "佐々木" + someone.given()
				+ "より: %s まで。代理 x%s".formatted(someone.email().toUpperCase(Locale.ROOT), someone.email());
		JsonNode ticket = someone.api().report("依頼", "description", text, "tags", List.of("VPN", someone.email()));
		UUID group = alertThatNames(someone);
		assertThat(agent
			.post("/incidents/" + ticket.path("id").asText() + "/work-notes", "content", "電話済み " + someone.email(),
					"is_public", "N")
			.status()).isEqualTo(201);
		assertThat(agent
			.post("/incidents/" + ticket.path("id").asText() + "/time-entries", "minutes", 5, "note",
					"電話 " + someone.email())
			.status()).isEqualTo(201);
		Answer refused = erase(someone);
		assertThat(Api.refusal(refused)).startsWith("409 CONFLICT").endsWith("=reported_open_ticket");
		assertThat(refused.body()).contains(ticket.path("number").asText());
		assertThat(someone.api().get("/auth/profile").status()).as("nothing is done in part").isEqualTo(200);

		assertThat(agent.act(ticket.path("id").asText(), "cancel", "reason", "不要").status()).isEqualTo(200);
		Set<String> answers = new TreeSet<>(AtOnce.all(4, (one) -> ok(erase(someone)).toString()));
		assertThat(answers).as("one winner").hasSize(1);

		assertThat(someone.api().get("/auth/profile").status()).isEqualTo(401);
		JsonNode user = ok(admin().get("/users/" + someone.id()));
		assertThat(user.path("last_name").asText()).isEqualTo("消去されたユーザー");
		assertThat(user.path("username").asText()).isEqualTo("erased-" + someone.id());
		JsonNode after = agent.incident(ticket.path("id").asText());
		assertThat(after.path("reporter").path("id").asText()).isEqualTo(someone.id());
		assertThat(after.path("description").asText()).isEqualTo("消去されたユーザーより: 消去されたユーザー まで。代理 x" + someone.email());
		assertThat(each(after.path("tags"))).containsExactly("VPN");
		assertThat(this.jdbcAsPlatform("SELECT content FROM ticket_work_notes WHERE ticket_id = '"
				+ ticket.path("id").asText() + "' AND content LIKE '電話%'"))
			.containsExactly("電話済み 消去されたユーザー");
		assertThat(this.jdbcAsPlatform("SELECT labels->>'contact' FROM alerts WHERE group_id = '" + group + "'"))
			.containsExactly("消去されたユーザー");
		assertThat(this
			.jdbcAsPlatform("SELECT count(*)::text FROM audit_log WHERE action = 'user.erased' AND entity_id = '"
					+ someone.id() + "'"))
			.containsExactly("1");
		assertThat(this.jdbcAsPlatform(everythingThatNames(someone))).as("stores that still name the person").isEmpty();
		assertThat(Api.refusal(admin().patch("/users/" + someone.id(), "is_active", true))).endsWith("=person_erased");
		assertThat(IntegrityFindings.of(this.checks)).containsExactlyInAnyOrderElementsOf(before);
	}

	@Test
	void forgetsNamesInWhatTicketsOfEachTypeSay() {
		Someone someone = join("user");
		Api agent = Api.at(this.port).as("agent1");
		String name = "佐々木 " + someone.given();
		String id = agent.report("VPN").path("id").asText();
		agent.act(id, "assign");
		agent.act(id, "resolve", "resolution", name + "（" + someone.email() + "）の端末を交換", "resolution_code", "fixed");
		JsonNode before = agent.incident(id);
		assertThat(before.path("resolution").asText()).contains(name);
		Answer problem = agent.post("/problems", "title", "原因");
		String causes = "/problems/" + problem.data().path("id").asText() + "/causes";
		Answer cause = agent.post(causes, "kind", "people", "statement", "連絡先は" + someone.email());
		assertThat(cause.status()).as(cause.body()).isEqualTo(201);
		Answer change = agent.post("/changes", "title", "交換", "type", "normal", "reason", someone.email() + "から",
				"backout_plan", "戻す");
		assertThat(change.status()).as(change.body()).isEqualTo(201);
		ok(erase(someone));
		JsonNode after = agent.incident(id);
		assertThat(after.path("resolution").asText()).isEqualTo("消去されたユーザー（消去されたユーザー）の端末を交換");
		assertThat(agent.get("/changes/" + change.data().path("id").asText()).data().path("reason").asText())
			.isEqualTo("消去されたユーザーから");
		assertThat(this.jdbcAsPlatform(everythingThatNames(someone))).isEmpty();
	}

	@Test
	void forgetsNobodyWhoIsNotTheirs() {
		Someone someone = join("user");
		assertThat(Api
			.refusal(Api.at(this.port).as("other-admin").post("/users/" + someone.id() + "/erasure", "reason", "x")))
			.startsWith("404");
		assertThat(Api.refusal(admin().post("/users/" + someone.id() + "/erasure", "reason", " "))).startsWith("400");
		assertThat(Api.refusal(admin().post("/users/" + admin().me() + "/erasure", "reason", "x")))
			.startsWith("409 CONFLICT")
			.contains("not_yourself");
	}

	private static List<String> each(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
	}

	/** Every text of every store, of which none but evidence may have the address. */
	private String everythingThatNames(Someone someone) {
		List<String> parts = new ArrayList<>();
		this.registry.stores()
			.stream()
			.filter((store) -> store.fate() != PersonalStore.Fate.KEPT)
			.filter((store) -> store.fate() != PersonalStore.Fate.EXPIRES)
			.flatMap((store) -> store.columns().stream())
			.forEach((column) -> {
				String table = column.substring(0, column.indexOf('.'));
				String name = column.substring(column.indexOf('.') + 1);
				parts.add("SELECT '%s' FROM %s WHERE %s::text ~* '(^|[^x])%s'".formatted(column, table, name,
						someone.email().replace(".", "\\.")));
			});
		return String.join(" UNION ", parts);
	}

	private UUID alertThatNames(Someone someone) {
		UUID group = UUID.randomUUID();
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("""
					INSERT INTO alert_groups (id, tenant_id, source, group_key, title, state, priority)
					SELECT ?, tenant_id, 'test', ?, 'disk', 'resolved', 'low' FROM users WHERE id = ?::uuid
					""", group, group.toString(), someone.id());
			this.jdbc.update("""
					INSERT INTO alerts (group_id, fingerprint, tenant_id, title, state, severity, labels)
					SELECT ?, 'f', tenant_id, 'disk', 'resolved', 'low', jsonb_build_object('contact', ?::text)
					  FROM users WHERE id = ?::uuid
					""", group, someone.email(), someone.id());
		}));
		return group;
	}

	private List<String> jdbcAsPlatform(String sql) {
		return Tenancy
			.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForList(sql, String.class)));
	}

	private Answer erase(Someone someone) {
		return admin().post("/users/" + someone.id() + "/erasure", "reason", "本人の請求");
	}

	private Api admin() {
		return Api.at(this.port).as("admin");
	}

	private Someone join(String role) {
		String name = "p" + UUID.randomUUID().toString().substring(0, 12);
		String email = name + "@privacy.example";
		String given = IntStream.range(0, 4)
			.mapToObj((one) -> String.valueOf((char) ('\u30a2' + name.charAt(one + 1) % 40)))
			.collect(Collectors.joining());
		Answer made = admin().post("/users", "username", name, "email", email, "first_name", given, "last_name", "佐々木",
				"role", role, "password", PASSWORD);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return new Someone(made.data().path("id").asText(), email, given, Api.at(this.port).as(name, PASSWORD));
	}

	private static JsonNode ok(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private static JsonNode rows(JsonNode data, String name) {
		return StreamSupport.stream(data.path("stores").spliterator(), false)
			.filter((store) -> store.path("store").path("name").asText().equals(name))
			.findFirst()
			.orElseThrow()
			.path("rows");
	}

	/** Somebody new, who has a name of his own. */
	private record Someone(String id, String email, String given, Api api) {
	}

}
