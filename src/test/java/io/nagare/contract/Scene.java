package io.nagare.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.nagare.Api;
import io.nagare.contract.Contract.Operation;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One of everything in a tenant of its own, and a call to each operation that fits it.
 * Each thing carries the same mark, by which it is known again wherever it appears.
 */
final class Scene {

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	/** Bodies that the schema alone does not tell. */
	private static final Map<String, String> BODIES = """
			POST /auth/login | {"username": "<me>", "password": "<password>"}
			POST /auth/refresh | {"refresh_token": "nobody's"}
			POST /auth/first-administrator | {"token": "x", "username": "u<n>", "email": "u<n>@x.example", "password": "long enough <n>"}
			POST /auth/password | {"current_password": "<password>", "password": "<password>"}
			POST /auth/tokens | {"name": "Token <n>", "expires_at": "<soon>"}
			POST /auth/passkeys/options | {"current_password": "<password>"}
			POST /auth/passkeys | {"name": "Telephone <n>", "state": "AAAA", "credential": {}}
			POST /word-changes | {"successors": [{"kind": "incident", "field": "priority", "word": "gone<n>", "successor": "low"}]}
			POST /absences | {"substitute_id": "<substitute>", "from": "2042-01-01T00:00:00Z", "to": "2042-01-02T00:00:00Z"}
			POST /oauth-clients | {"name": "Client <n>", "redirect_uris": ["https://contract.example/back"]}
			POST /calendars | {"key": "k<n>", "definition": <calendar>}
			POST /calendars/preview | {"definition": <calendar>, "start": "2026-01-05T00:00:00Z"}
			PUT /calendars/{id} | <calendar>
			POST /categories | {"name": "Category <n>"}
			POST /sites | {"name": "Site <n>"}
			POST /departments | {"name": "Department <n>"}
			PUT /change-boards/{board} | {"team_ids": ["<teams>"]}
			POST /change-models | {"name": "Model <n>"}
			POST /changes | {"title": "Change <n>"}
			POST /ci-types | {"key": "t<n>", "definition": {"name": {"ja": "種別<n>", "en": "Type <n>"}}}
			PUT /ci-types/{key} | {"name": {"ja": "種別<n>", "en": "Type <n>"}}
			POST /cis | {"name": "Item <n>", "ci_class": "server", "tier": 1}
			POST /cis/{id}/relations | {"type": "connects_to", "target_id": "<item>"}
			PATCH /changes/{id} | {"description": "more, <n>"}
			PATCH /incidents/{id} | {"description": "more, <n>"}
			PATCH /problems/{id} | {"description": "more, <n>"}
			POST /cis/{id}/merge | {"into": "<service>"}
			POST /freezes | {"name": "Freeze <n>", "starts_at": "2040-01-01T00:00:00Z", "ends_at": "2040-01-02T00:00:00Z", "scope": "ci", "ci_id": "<cis>"}
			POST /incidents | {"title": "Incident <n>", "priority": "medium"}
			PUT /notifications/delivery | {"quiet": "never", "quiet_days": [], "quiet_from": "20:00", "quiet_to": "08:00", "mails": "at_once", "daily_at": "09:00"}
			POST /notification-texts/{event}/test | {"language": "ja"}
			POST /personal-data/findings | {"texts": {"description": "4111 1111 1111 1111"}}
			PUT /presence | {"ticket": "<incidents>", "mode": "viewing"}
			POST /problems | {"title": "Problem <n>"}
			POST /push/subscriptions | {"endpoint": "https://push.contract.example/<n>", "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}
			POST /recurring-work | {"title": "Recurring <n>", "kind": "request", "request_type": "new-workplace", "answers": {"person": "a", "place": "b"}, "rrule": "FREQ=WEEKLY"}
			POST /recurring-work/preview | {"rrule": "FREQ=WEEKLY"}
			POST /role-grants | {"user_id": "<users>", "role": "process_owner"}
			POST /roles | {"key": "role_<n>", "name_ja": "Role <n>", "name_en": "Role <n>", "permissions": ["vendor:read"]}
			POST /rule-sets/{module}/{name}/proposals | {"drl": <drl>, "reason": "clearer"}
			POST /sla-policies/apply | {"mode": "from_now"}
			POST /sla-policies/preview | {"mode": "from_now"}
			POST /alerts/alertmanager | {"alerts": [{"status": "firing", "labels": {"alertname": "<n>"}}]}
			POST /alerts/hooks/{hook} | {"status": "critical", "id": "<n>"}
			POST /alerts/hooks/{hook}/{personal_token} | {"status": "critical", "id": "<n>"}
			POST /alerts/trial | {"source": "test", "payload": {"status": "critical"}}
			POST /mailboxes | {"name": "Mailbox <n>", "address": "<n>@x.example", "host": "127.0.0.1", "port": 1, "security": "none", "password": "x"}
			POST /webhooks | {"name": "Hook <n>", "url": "https://contract.example/<n>"}
			POST /webhooks/{id}/replays | {"since": "2026-01-01T00:00:00Z"}
			POST /legal-holds | {"ticket": "<solved>", "reason": "dispute, <n>"}
			PUT /retention-rules/{ticket_kind} | {"days": 3650}
			POST /models/cases | {"ticket": "<solved>", "name": "Case <n>"}
			POST /teams | {"name": "Team <n>"}
			PUT /teams/{id}/roster | {"layers": [{"people": ["<users>"], "starts_at": "2030-01-01T09:00:00", "turn_hours": 168}]}
			POST /teams/{id}/roster/swaps | {"layer": 0, "user_id": "<users>", "from": "2040-01-01T00:00:00Z", "to": "2040-01-02T00:00:00Z"}
			POST /tenants | {"slug": "t<n>", "name": "Tenant <n>", "admin": {"username": "a<n>", "email": "a<n>@x.example", "first_name": "A", "last_name": "B"}}
			POST /announcements | {"kind": "information", "title_en": "Announcement <n>"}
			POST /announcements/{id}/updates | {"text_en": "more, <n>"}
			POST /search/synonyms | {"words": ["word <n>", "other <n>"]}
			PUT /search/synonyms/{id} | {"words": ["word <n>", "other <n>"]}
			POST /suppliers | {"name": "Supplier <n>"}
			POST /contracts | {"supplier_id": "<suppliers>", "number": "<n>", "begins_on": "2040-01-01"}
			POST /articles/from-resolution | {"ticket_id": "<solved>"}
			PATCH /articles/{id} | {"description": "more, <n>"}
			POST /tasks | {"title": "Task <n>", "parent_id": "<incidents>"}
			PATCH /tasks/{id} | {"description": "more, <n>"}
			PUT /articles/{id}/feedback | {"helped": true}
			POST /bulk | {"action": "reclassify", "ids": ["<incidents>"], "fields": {"impact": "low", "reason": "<n>"}}
			POST /teams/{id}/handovers | {"to_user_id": "<substitute>", "note": "Handover <n>"}
			POST /text-modules | {"name": "Text <n>", "content_en": "Hello"}
			POST /dashboards | {"name": "Dashboard <n>", "cards": [{"figure": "mttr", "by": "team"}]}
			POST /scheduled-reports | {"name": "Report <n>", "content": "figures", "cards": [{"figure": "mttr"}], "recipient_ids": ["<users>"], "repeats": "weekly"}
			POST /scheduled-reports/{id}/owner | {"owner_id": "<users>"}
			POST /exports | {"kind": "incidents", "format": "csv"}
			POST /templates | {"kind": "incidents", "name": "Template <n>", "fields": {"title": "Template <n>"}}
			POST /views | {"kind": "incidents", "name": "View <n>"}
			POST /users | {"username": "u<n>", "email": "u<n>@x.example", "first_name": "A", "last_name": "B"}
			POST /incidents/{id}/actions/{action} | {"impact": "low", "reason": "smaller than it seemed"}
			POST /problems/{id}/actions/{action} | {"symptom": "slow, <n>", "workaround": "wait"}
			POST /requests | {"title": "Request <n>", "type": "new-workplace", "person": "a", "place": "b"}
			POST /requests/preview | {"title": "Request <n>", "type": "new-workplace", "person": "a", "place": "b"}
			POST /request-drafts | {"fields": {"type": "new-workplace", "person": "a", "place": "b"}}
			PATCH /request-drafts/{id} | {"fields": {"type": "new-workplace", "person": "a", "place": "b"}}
			POST /{kind} | {"title": "Ticket <n>"}
			PATCH /{kind}/{id} | {"description": "more, <n>"}
			POST /{kind}/{id}/work-notes | {"content": "<n>", "is_public": "Y"}
			POST /{kind}/{id}/followers | {}
			POST /{kind}/{id}/convert | {"kind": "task"}
			POST /{kind}/{id}/time-entries | {"minutes": 5}
			POST /{kind}/{id}/checklist | {"text": "Line <n>"}
			POST /{kind}/{id}/outages | {"ci_id": "<service>"}
			POST /{kind}/{id}/satisfaction | {"score": 4}
			POST /{kind}/{id}/links | {"type": "related_to", "target_id": "<problems>"}
			POST /problems/{id}/links | {"type": "related_to", "target_id": "<changes>"}
			"""
		.lines()
		.map((line) -> line.split(" \\| ", 2))
		.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1]));

	private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

	private static final String CALENDAR = """
			{"name": "Calendar <n>", "zone": "Asia/Tokyo", "hours": [{"day": "monday", "from": "09:00", "to": "17:00"}]}""";

	private static final String HOLIDAYS = """
			国民の祝日・休日月日,国民の祝日・休日名称
			2027/1/1,元日
			""";

	private static final String CLOSURES = """
			BEGIN:VCALENDAR
			BEGIN:VEVENT
			DTSTART;VALUE=DATE:20290817
			SUMMARY:x
			END:VEVENT
			END:VCALENDAR
			""";

	private static final String ITEMS = """
			name,ci_class,tier
			Imported <n>,server,1
			""";

	private static final String UPLOAD = """
			--x
			Content-Disposition: form-data; name="file"; filename="a.txt"
			Content-Type: text/plain

			hello
			--x--
			""".replace("\n", "\r\n");

	/** A form that no process asks for. */
	private static final String RELEASE = """
			--x
			Content-Disposition: form-data; name="comment"

			contract
			--x
			Content-Disposition: form-data; name="files"; filename="<n>.form"

			{"id": "<n>", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform",
			"executionPlatformVersion": "7.24.0", "components": [{"id": "reason", "key": "reason", "type": "textfield",
			"label": "理由 / Reason"}]}
			--x--
			""".replace("\n", "\r\n");

	private static final String REHEARSAL = """
			--x
			Content-Disposition: form-data; name="files"; filename="priority.dmn"

			<priority>
			--x--
			""".replace("\n", "\r\n");

	private static final String TRIAL = """
			--x
			Content-Disposition: form-data; name="trial"
			Content-Type: application/json

			{"kind": "incident", "fields": {"title": "x"}, "steps": [{"action": "cancel", "fields": {"reason": "x"}}]}
			--x--
			""".replace("\n", "\r\n");

	private static final String TRIAL_FORM = """
			--x
			Content-Disposition: form-data; name="kind"

			incident
			--x--
			""".replace("\n", "\r\n");

	private static final String PROPOSAL = """
			--x
			Content-Disposition: form-data; name="proposal"
			Content-Type: application/json

			{"comment": "x"}
			--x
			Content-Disposition: form-data; name="files"; filename="priority.dmn"

			<priority>
			--x--
			""".replace("\n", "\r\n");

	/** Files, each with the type it is sent as. */
	private static final Map<String, List<String>> FILES = Map.ofEntries(
			Map.entry("PUT /calendars/{id}/holidays", List.of("text/csv", HOLIDAYS)),
			Map.entry("PUT /calendars/{id}/closures", List.of("text/calendar", CLOSURES)),
			Map.entry("POST /cis/imports", List.of("text/csv", ITEMS)),
			Map.entry("POST /{kind}/{id}/attachments", List.of("multipart/form-data; boundary=x", UPLOAD)),
			Map.entry("POST /models/check", List.of("multipart/form-data; boundary=x", UPLOAD)),
			Map.entry("POST /models/cases/runs", List.of("multipart/form-data; boundary=x", UPLOAD)),
			Map.entry("POST /rehearsals", List.of("multipart/form-data; boundary=x", REHEARSAL)),
			Map.entry("POST /models/trials", List.of("multipart/form-data; boundary=x", TRIAL)),
			Map.entry("POST /models/trials/form", List.of("multipart/form-data; boundary=x", TRIAL_FORM)),
			Map.entry("POST /models/proposals", List.of("multipart/form-data; boundary=x", PROPOSAL)),
			Map.entry("POST /models/releases", List.of("multipart/form-data; boundary=x", RELEASE)));

	private static final Map<String, String> QUERY = Map.of("start", "2026-09-18T08:00:00Z", "minutes", "5", "from",
			"2026-09-18T08:00:00Z", "to", "2026-09-19T08:00:00Z", "year", "2026", "process", "incident");

	private final Contract contract;

	private final String mark = "mark" + UUID.randomUUID().toString().substring(0, 8);

	/** By the collection they belong to, or by the name of the parameter. */
	private final Map<String, String> things = new HashMap<>(
			Map.of("notifications", random(), "proposals", random(), "list", "statuses", "field", "category_id",
					"incidents action", "reclassify", "problems action", "publish-workaround", "board", "cab", "event",
					"ticket.assigned", "module", "incident", "name", "major-incident"));

	private final String drl = rules();

	private final String priority = read("priority.dmn");

	private final People people;

	private Scene(Contract contract, People people) {
		this.contract = contract;
		this.people = people;
	}

	/** The things are made by who may make them. */
	static Scene set(Contract contract, int port) {
		Scene scene = new Scene(contract, new People(port));
		scene.fill();
		return scene;
	}

	private void fill() {
		Api admin = this.people.api("admin");
		Api manager = this.people.api("manager");
		Api agent = this.people.api("operator");
		for (String ofOnesOwn : List.of("sessions", "session_id", "tokens", "token_id", "passkeys", "passkey_id",
				"subscriptions")) {
			this.things.put(ofOnesOwn, random());
		}
		this.things.put("tenants", this.people.tenantId());
		this.things.put("categories", id(admin.post("/categories", "name", this.mark)));
		this.things.put("sites", id(admin.post("/sites", "name", this.mark)));
		this.things.put("departments", id(admin.post("/departments", "name", this.mark)));
		this.things.put("teams", id(admin.post("/teams", "name", this.mark)));
		this.things.put("users", id(admin.post("/users", "username", this.mark, "email", this.mark + "@x.example",
				"first_name", this.mark, "last_name", this.mark)));
		this.things.put("user_id", of("users"));
		assertThat(admin.put("/teams/" + of("teams") + "/members/" + of("users")).status()).isEqualTo(204);
		this.things.put("substitute", id(admin.post("/users", "username", this.mark + "s", "email",
				this.mark + "s@x.example", "first_name", "A", "last_name", "B", "role", "operator")));
		this.things.put("roles", id(admin.post("/roles", "key", this.mark, "name_ja", this.mark, "name_en", this.mark,
				"permissions", List.of("vendor:read"))));
		this.things.put("role-grants",
				id(admin.post("/role-grants", "user_id", of("substitute"), "role", "manager", "reason", this.mark)));
		this.things.put("absences", id(agent.post("/absences", "substitute_id", of("substitute"), "from",
				"2041-01-01T00:00:00Z", "to", "2041-01-02T00:00:00Z")));
		this.things.put("oauth-clients", id(admin.postRaw("/oauth-clients",
				"{\"name\": \"%s\", \"redirect_uris\": [\"https://contract.example/back\"]}".formatted(this.mark))));
		Answer feed = agent.post("/changes/calendar/feeds", "name", this.mark);
		this.things.put("feeds", id(feed));
		this.things.put("hook", "contract");
		this.things.put("personal_token",
				agent.post("/auth/tokens", "name", this.mark, "expires_at", Instant.now().plusSeconds(3600).toString())
					.data()
					.path("token")
					.asText());
		this.things.put("releases", random());
		this.things.put("swap_id", random());
		this.things.put("migrations", random());
		this.things.put("word-changes", random());
		this.things.put("rehearsals", random());
		this.things.put("cases", random());
		this.things.put("change_id", random());
		this.things.put("version", "1");
		this.things.put("token", feed.data().path("url").asText().replaceAll(".*/|\\.ics$", ""));
		this.things.put("calendars", this.mark);
		id(admin.postRaw("/calendars", "{\"key\": \"%s\", \"definition\": %s}".formatted(this.mark,
				CALENDAR.replace("Calendar <n>", this.mark))));
		this.things.put("key", this.mark);
		id(admin.postRaw("/ci-types",
				"{\"key\": \"%1$s\", \"definition\": {\"name\": {\"ja\": \"%1$s\", \"en\": \"%1$s\"}}}"
					.formatted(this.mark)));
		this.things.put("cis", id(agent.post("/cis", "name", this.mark, "ci_class", "server", "tier", 1)));
		this.things.put("item", id(agent.post("/cis", "name", this.mark + "b", "ci_class", "server", "tier", 1)));
		this.things.put("other_id", of("item"));
		this.things.put("service", id(agent.post("/cis", "name", this.mark + "c", "ci_class", "service", "tier", 1)));
		this.things.put("relation_id",
				id(agent.post("/cis/" + of("cis") + "/relations", "type", "runs_on", "target_id", of("item"))));
		this.things.put("text-modules", id(agent.post("/text-modules", "name", this.mark, "content_en", this.mark)));
		this.things.put("dashboards",
				id(agent.post("/dashboards", "name", this.mark, "cards", List.of(Map.of("figure", "mttr")))));
		this.things.put("scheduled-reports",
				id(agent.post("/scheduled-reports", "name", this.mark, "content", "figures", "cards",
						List.of(Map.of("figure", "mttr")), "repeats", "weekly", "recipient_ids", List.of(agent.me()))));
		this.things.put("planner", agent.me());
		this.things.put("exports",
				agent.post("/exports", "kind", "incidents", "format", "csv").data().path("id").asText());
		this.things.put("templates", id(agent.post("/templates", "kind", "incidents", "name", this.mark, "fields",
				Map.of("title", this.mark))));
		this.things.put("request-drafts", id(agent.post("/request-drafts", "fields",
				Map.of("type", "new-workplace", "person", this.mark, "place", "b"))));
		this.things.put("views", id(agent.post("/views", "kind", "incidents", "name", this.mark)));
		this.things.put("mailboxes", id(admin.post("/mailboxes", "name", this.mark, "address", this.mark + "@x.example",
				"host", "127.0.0.1", "port", 1, "security", "none", "password", "x", "is_active", false)));
		this.things.put("message", random());
		this.things.put("webhooks",
				id(admin.post("/webhooks", "name", this.mark, "url", "https://contract.example/" + this.mark)));
		assertThat(admin.post("/webhooks/" + of("webhooks") + "/ping").status()).isEqualTo(204);
		this.things.put("delivery",
				admin.get("/webhooks/" + of("webhooks") + "/deliveries").data().get(0).path("id").asText());
		this.things.put("change-models", id(manager.post("/change-models", "name", this.mark)));
		this.things.put("freezes", id(manager.post("/freezes", "name", this.mark, "starts_at", "2041-01-01T00:00:00Z",
				"ends_at", "2041-01-02T00:00:00Z", "scope", "ci", "ci_id", of("cis"))));
		this.things.put("announcements",
				id(manager.post("/announcements", "kind", "information", "title_en", this.mark)));
		this.things.put("synonyms", id(agent.post("/search/synonyms", "words", List.of(this.mark, "other"))));
		this.things.put("suppliers", id(manager.post("/suppliers", "name", this.mark)));
		this.things.put("contracts", id(manager.post("/contracts", "supplier_id", of("suppliers"), "number", this.mark,
				"begins_on", "2040-01-01", "ci_ids", List.of(of("cis")))));
		Answer newsFeed = agent.post("/announcements/feeds", "name", this.mark);
		this.things.put("announcements feeds", id(newsFeed));
		this.things.put("announcements token", newsFeed.data().path("url").asText().replaceAll(".*/|\\.atom$", ""));
		this.things.put("recurring-work",
				id(manager.post("/recurring-work", "title", this.mark, "kind", "request", "request_type",
						"new-workplace", "answers", Map.of("person", "a", "place", "b"), "rrule", "FREQ=DAILY",
						"starts_on", "2041-01-01")));
		this.things.put("date", "2041-01-02");
		this.things.put("changes", id(agent.post("/changes", "title", this.mark)));
		this.things.put("problems", id(agent.post("/problems", "title", this.mark)));
		this.things.put("cause",
				id(agent.post("/problems/" + of("problems") + "/causes", "kind", "why", "statement", this.mark)));
		this.things.put("incidents",
				this.people.api("reporter").report(this.mark, "description", this.mark).path("id").asText());
		this.things.put("tasks", id(agent.post("/tasks", "title", this.mark, "parent_id", of("incidents"))));
		this.things.put("ticket", of("incidents"));
		String solved = agent.report(this.mark).path("id").asText();
		agent.does(solved, "assign");
		agent.does(solved, "resolve", "resolution", this.mark, "resolution_code", "fixed");
		this.things.put("solved", solved);
		assertThat(admin.post("/legal-holds", "ticket", solved, "reason", this.mark).status()).isEqualTo(201);
		this.things.put("legal-holds", solved);
		this.things.put("ticket_kind", "incident");
		this.things.put("action", "start");
		this.things.put("process", "incident");
		for (String kind : this.contract.kinds()) {
			if (!this.things.containsKey(kind)) {
				// what is asked for is said beside the title
				this.things.put(kind,
						id(kind.equals("requests") ? agent.post("/requests", "title", this.mark, "type",
								"new-workplace", "person", "a", "place", "b")
								: agent.post("/" + kind, "title", this.mark)));
			}
			String ticket = "/" + kind + "/" + of(kind);
			id(agent.post(ticket + "/work-notes", "content", this.mark));
			this.things.put(kind + " line", id(agent.post(ticket + "/checklist", "text", this.mark)));
			this.things.put(kind + " entry", id(agent.post(ticket + "/time-entries", "minutes", 5, "note", this.mark)));
			this.things.put(kind + " outage", id(agent.post(ticket + "/outages", "ci_id", of("service"))));
			this.things.put(kind + " link",
					id(agent.post(ticket + "/links", "type", "related_to", "target_id", of(other(kind)))));
			this.things.put(kind + " attachment", id(agent.upload(ticket + "/attachments", this.mark + ".txt",
					"text/plain", this.mark.getBytes(StandardCharsets.UTF_8))));
		}
		this.things.put("attachments", of("incidents attachment"));
	}

	/** A ticket of another kind. */
	private static String other(String kind) {
		return kind.equals("problems") ? "changes" : "problems";
	}

	private static String id(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private static String rules() {
		try {
			return Contract.JSON.writeValueAsString(read("major-incident.drl"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A rule of incidents as shipped. */
	private static String read(String file) {
		try {
			return Files.readString(Path.of("rules", "incident", file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String random() {
		return UUID.randomUUID().toString();
	}

	/** The id of the thing, by its collection or parameter. */
	String of(String what) {
		String thing = this.things.get(what);
		assertThat(thing).as("The scene has no " + what).isNotNull();
		return String.valueOf(thing);
	}

	/** The same, of something that each kind of ticket has of its own. */
	private String of(String what, String kind) {
		return of(this.things.containsKey(kind + " " + what) ? kind + " " + what : what);
	}

	/** Whose scene it is. */
	People people() {
		return this.people;
	}

	/** By which everything in the scene is known again. */
	String mark() {
		return this.mark;
	}

	/** The keys of all that only this tenant may see. */
	Stream<String> ids() {
		return Stream
			.of("categories", "sites", "departments", "teams", "users", "cis", "item", "relation_id", "change-models",
					"freezes", "changes", "problems", "cause", "incidents", "incidents attachment",
					"problems attachment", "changes attachment", "absences", "oauth-clients", "feeds", "views",
					"text-modules", "templates", "dashboards", "scheduled-reports", "exports", "mailboxes",
					"recurring-work", "announcements", "announcements feeds", "suppliers", "contracts", "synonyms",
					"webhooks", "delivery", "roles", "role-grants", "tasks")
			.map(this::of);
	}

	/** The address of the operation, about the scene's things. */
	String address(Operation operation) {
		StringBuilder address = new StringBuilder();
		String before = "";
		for (String segment : operation.path().substring(1).split("/", -1)) {
			String collection = before;
			String word = PARAMETER.matcher(segment)
				.replaceAll((name) -> of(name.group(1).equals("id") ? collection : name.group(1),
						operation.path().split("/", -1)[1]));
			address.append('/').append(word);
			before = word;
		}
		String query = this.contract.queryOf(operation)
			.stream()
			.filter((parameter) -> parameter.path("required").asBoolean())
			.map((parameter) -> parameter.path("name").asText())
			.map((name) -> name + "=" + QUERY.getOrDefault(name, "1"))
			.collect(Collectors.joining("&"));
		return "/api/v1" + address + (query.isEmpty() ? "" : "?" + query);
	}

	/**
	 * The address of something that was never there; where the operation is about the
	 * caller alone, of that.
	 */
	String addressOfNothing(Operation operation) {
		int last = operation.path().lastIndexOf('{');
		if (last < 0) {
			return address(operation);
		}
		long segments = operation.path().substring(0, last).chars().filter((c) -> c == '/').count();
		String[] words = address(operation).substring("/api/v1/".length()).split("/", -1);
		words[(int) segments - 1] = random();
		return "/api/v1/" + String.join("/", words);
	}

	/** The JSON that the operation needs at least; missing where it takes none. */
	JsonNode body(Operation operation, String part) {
		JsonNode schema = this.contract.bodyOf(operation);
		String known = BODIES.getOrDefault(operation.method() + " " + operation.path(), BODIES.get(operation.name()));
		if (known == null) {
			return schema.isMissingNode() ? schema : this.contract.smallest(schema);
		}
		try {
			return Contract.JSON.readTree(filled(known, part));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(operation.name(), ex);
		}
	}

	private String filled(String template, String part) {
		String text = template.replace("<calendar>", CALENDAR)
			.replace("<priority>", this.priority)
			.replace("<n>", "c" + NUMBERS.incrementAndGet() + this.mark.substring(4))
			.replace("<mark>", this.mark)
			.replace("<drl>", this.drl)
			.replace("<soon>", Instant.now().plus(Duration.ofHours(1)).toString())
			.replace("<me>", this.people.name(this.people.twin(part)))
			.replace("<password>", this.people.password(this.people.twin(part)));
		for (String thing : List.of("teams", "users", "cis", "item", "service", "incidents", "problems", "changes",
				"substitute", "solved", "suppliers")) {
			text = text.replace("<" + thing + ">", of(thing));
		}
		return text;
	}

	/** The type and text of the file that the operation takes; empty for none. */
	static List<String> file(Operation operation) {
		return FILES.getOrDefault(operation.name(), List.of());
	}

	/** Calls the operation with the least it needs. */
	Answer call(Client client, Operation operation, String address, String part) {
		List<String> file = file(operation);
		if (!file.isEmpty()) {
			return client.send(operation.method(), address, filled(file.get(1), part), file.get(0));
		}
		JsonNode body = body(operation, part);
		return body.isMissingNode() ? client.send(operation.method(), address, null, null)
				: client.send(operation.method(), address, body.toString(), "application/json");
	}

}
