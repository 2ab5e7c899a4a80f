package io.nagare.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static io.nagare.Api.json;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that the catalogue ships is asked for in every way that its form allows, and
 * led to every end, by nothing but what the API says of it: a type that is added to the
 * folder is walked, too.
 */
@NagareTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CatalogueTests {

	private static final Path MODELS = Path.of("processes", "request");

	/** More steps than any way through a type has. */
	private static final int MOST_STEPS = 40;

	/** In whose name a step is tried, those with fewer rights first. */
	private static final List<String> PEOPLE = List.of("boss", "manager", "agent1", "agent2", "reporter", "admin");

	/** Only who works on them takes these back. */
	private static final Set<String> BY_AGENTS_ALONE = Set.of("disaster-recovery", "security-incident");

	private static final ObjectMapper JSON = new ObjectMapper();

	@LocalServerPort
	private int port;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService jobs;

	private OwnHouse house;

	private JsonNode types;

	private List<String> forEverybody = List.of();

	/** What was done already, by type, status and action. */
	private final Set<String> tried = new HashSet<>();

	/** Whether a request may be cancelled while there is something else to do. */
	private boolean cancels;

	/** Where it was waited for what happens by itself, by type and status. */
	private final Set<String> waited = new HashSet<>();

	/** What leads on once everything was tried, by type and status. */
	private final Map<String, Step> leading = new HashMap<>();

	private final Map<String, Set<String>> ends = new LinkedHashMap<>();

	@BeforeAll
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.house.moveIn("boss", "user");
		assertThat(this.house.as("admin")
			.patch("/users/" + this.house.idOf("reporter"), "manager_id", this.house.idOf("boss"))
			.status()).isEqualTo(200);
		assertThat(this.house.as("admin").post("/teams", "name", "調達").status()).isEqualTo(201);
		this.types = this.house.as("manager").get("/requests/types").data();
		this.forEverybody = each(this.house.as("reporter").get("/requests/types").data(), "type");
	}

	private JsonNode type(String name) {
		for (JsonNode type : this.types) {
			if (type.path("type").asText().equals(name)) {
				return type;
			}
		}
		throw new AssertionError("The catalogue has no " + name);
	}

	/** Each type has what a reader of the catalogue needs, in both languages. */
	@Test
	void tellsOfEachTypeWhatItIsAndUnderWhichCategory() throws IOException {
		assertThat(each(this.types, "type")).hasSizeGreaterThanOrEqualTo(8).isEqualTo(List.copyOf(shipped()));
		for (JsonNode type : this.types) {
			assertThat(type.at("/label/ja").asText()).isNotEqualTo(type.at("/label/en").asText());
			assertThat(type.at("/category/ja").asText()).isNotBlank().isNotEqualTo(type.at("/category/en").asText());
			assertThat(type.path("description").asText()).isNotBlank();
			assertThat(type.path("fields")).isNotEmpty();
		}
	}

	@Test
	void opensNothingWithoutATeamWhereThereIsADefaultTeam() {
		String team = this.house.as("admin").post("/teams", "name", "総合窓口").data().path("id").asText();
		assertThat(this.house.as("admin").patch("/teams/" + team, "is_default", true).status()).isEqualTo(200);
		try {
			for (JsonNode type : this.types) {
				Map<String, Object> answers = filled(type.path("fields"), Map.of());
				answers.put("type", type.path("type").asText());
				JsonNode request = this.house.as("agent1").get(ask(answers)).data();
				assertThat(request.at("/team/id").asText()).as(request.toString()).isEqualTo(team);
			}
			assertThat(this.house.as("reporter").report("動かない").at("/team/id").asText()).isEqualTo(team);
			Answer problem = this.house.as("agent1").post("/problems", "title", "毎朝切れる");
			assertThat(problem.data().at("/team/id").asText()).as(problem.body()).isEqualTo(team);
		}
		finally {
			this.house.as("admin").patch("/teams/" + team, "is_default", false);
		}
	}

	/** No class of the product knows a shipped type by its name. */
	@Test
	void isMadeByModelsAlone() throws IOException {
		List<String> named = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".java")).toList()) {
				String code = Files.readString(file);
				shipped().stream().filter(code::contains).forEach((type) -> named.add(file + " names " + type));
			}
		}
		assertThat(named).isEmpty();
	}

	private static Set<String> shipped() throws IOException {
		Set<String> types = new TreeSet<>();
		try (Stream<Path> files = Files.list(MODELS)) {
			for (Path file : files.toList()) {
				String name = file.getFileName().toString().replace(".bpmn", "");
				if (Files.readString(file).contains("name=\"request_type\" value=\"" + name + "\"")) {
					types.add(name);
				}
			}
		}
		return types;
	}

	/** Money and personal data need two people, what is free and safe nobody. */
	@Test
	void asksThoseWhomTheTableNames() {
		assertThat(asked("device-order", Map.of("way", "loan"))).isEqualTo("manager_approval then preparing");
		assertThat(asked("device-order", Map.of("way", "purchase", "cost", 99_999)))
			.isEqualTo("manager_approval then preparing");
		assertThat(asked("device-order", Map.of("way", "purchase", "cost", 100_000)))
			.isEqualTo("manager_approval then owner_approval");
		assertThat(asked("software-licence", Map.of("licence_kind", "standard"))).isEqualTo("checking");
		assertThat(asked("software-licence", Map.of("licence_kind", "free")))
			.isEqualTo("manager_approval then checking");
		assertThat(asked("software-licence", Map.of("licence_kind", "cloud", "cost", 0, "personal_data", "personal")))
			.isEqualTo("manager_approval then owner_approval");
		assertThat(asked("remote-work", Map.of("device_owner", "private")))
			.isEqualTo("manager_approval then owner_approval");
		assertThat(asked("shared-access", Map.of())).isEqualTo("owner_approval then granting");
		assertThat(asked("shared-access", Map.of("outside", true))).isEqualTo("manager_approval then owner_approval");
		assertThat(asked("data-extraction", Map.of("personal_data", "none")))
			.isEqualTo("owner_approval then extracting");
		assertThat(asked("data-extraction", Map.of("personal_data", "sensitive")))
			.isEqualTo("manager_approval then owner_approval");
	}

	/** The first status, and the next once the manager has approved. */
	private String asked(String type, Map<String, Object> chosen) {
		Map<String, Object> answers = filled(type(type).path("fields"), chosen);
		answers.put("type", type);
		Answer made = this.house.as("reporter").postRaw("/requests", written(answers));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String first = made.data().path("status").asText();
		Answer approved = this.house.as(first.equals("manager_approval") ? "boss" : "manager")
			.post("/requests/" + made.data().path("id").asText() + "/actions/approve");
		return first + ((approved.status() == 200) ? " then " + approved.data().path("status").asText() : "");
	}

	/** Who approved what leaves a system does not extract it himself. */
	@Test
	void keepsApproverAndExtractorApart() {
		this.house.moveIn("keeper", "manager");
		Map<String, Object> answers = filled(type("data-extraction").path("fields"), Map.of());
		answers.put("type", "data-extraction");
		String path = "/requests/"
				+ this.house.as("reporter").postRaw("/requests", written(answers)).data().path("id").asText();
		assertThat(refusal(this.house.as("reporter").post(path + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.house.as("keeper").post(path + "/actions/approve").data().path("status").asText())
			.isEqualTo("extracting");
		assertThat(refusal(this.house.as("keeper").post(path + "/actions/done", "records", 3, "stored_at", "x")))
			.isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.house.as("agent1").post(path + "/actions/done", "records", -1)))
			.isEqualTo("400 VALIDATION_FAILED records=below_minimum stored_at=required");
		assertThat(this.house.as("agent1")
			.post(path + "/actions/done", "records", 3, "stored_at", "x")
			.data()
			.path("status")
			.asText()).isEqualTo("ready");
	}

	/** What was asked for is on the ticket, and nothing runs once it has ended. */
	@WalksEveryPath({ "access-review", "data-extraction", "device-order", "disaster-recovery", "leaving-employee",
			"meeting-equipment", "personal-data-request", "remote-work", "request-approval", "role-request",
			"security-incident", "shared-access", "software-licence" })
	void leadsEveryTypeToEveryEnd() {
		for (String type : each(this.types, "type")) {
			List<Map<String, Object>> ways = waysToAsk(type(type));
			this.cancels = false;
			ways.forEach((answers) -> walk(type, answers));
			this.cancels = true;
			// until each way to ask leads on to its end, for there is nothing else to do
			for (int at = 0, led = 0; led < ways.size(); at++) {
				int before = this.tried.size() + this.waited.size();
				walk(type, ways.get(at % ways.size()));
				led = (this.tried.size() + this.waited.size() == before) ? led + 1 : 0;
			}
		}
		this.ends.forEach((type, reached) -> assertThat(reached).as(type)
			.anyMatch((end) -> end.endsWith("/closed"))
			.anyMatch((end) -> end.endsWith("/cancelled")));
	}

	/**
	 * Each type can be taken back while it is worked on, and turn out to be an incident.
	 */
	@Test
	void takesEveryTypeBackAndConvertsItAtItsFirstStep() {
		for (JsonNode type : this.types) {
			Map<String, Object> answers = filled(type.path("fields"), Map.of());
			answers.put("type", type.path("type").asText());
			String taken = ask(answers);
			Answer cancelled = this.house.as("agent1").post(taken + "/actions/cancel", "reason", "不要");
			assertThat(cancelled.status()).as(type.path("type") + cancelled.body()).isEqualTo(200);
			assertThat(cancelled.data().path("phase").asText()).isEqualTo("cancelled");
			assertThat(refusal(this.house.as("agent1").post(taken + "/actions/cancel", "reason", "不要"))).as("once")
				.startsWith("409 ");
			String own = ask(answers);
			String word = type.path("type").asText();
			boolean begun = this.house.as("agent1").get(own).data().path("phase").asText().equals("in_work");
			boolean may = asker(word).equals("agent1") || (!begun && !BY_AGENTS_ALONE.contains(word));
			assertThat(this.house.as(asker(word)).post(own + "/actions/cancel", "reason", "不要").status())
				.as("%s, by who asked, until work begins", word)
				.isEqualTo(may ? 200 : 403);
			Answer converted = this.house.as("agent1")
				.post(ask(answers) + "/convert", "kind", "incident", "reason", "障害");
			assertThat(converted.status()).as(type.path("type") + converted.body()).isEqualTo(201);
		}
	}

	private String ask(Map<String, Object> answers) {
		Answer asked = this.house.as(asker(String.valueOf(answers.get("type")))).postRaw("/requests", written(answers));
		assertThat(asked.status()).as(answers + asked.body()).isEqualTo(201);
		return "/requests/" + asked.data().path("id").asText();
	}

	/**
	 * Every choice that the form of a type has is in one of the ways, as many in each as
	 * go together; what the answers leave open is the first choice, and amounts are
	 * beyond the limits of approval.
	 */
	private List<Map<String, Object>> waysToAsk(JsonNode type) {
		JsonNode fields = type.path("fields");
		Map<String, List<Object>> open = new HashMap<>();
		fields.forEach((field) -> open.put(field.path("key").asText(), new ArrayList<>(choices(field))));
		List<Map<String, Object>> ways = new ArrayList<>();
		addWay(ways, filled(fields, Map.of()), open);
		for (JsonNode field : fields) {
			List<Object> left = open.getOrDefault(field.path("key").asText(), List.of());
			while (!left.isEmpty()) {
				Map<String, Object> chosen = new LinkedHashMap<>();
				choose(fields, field, left.get(0), chosen);
				for (JsonNode other : fields) {
					List<Object> choices = open.getOrDefault(other.path("key").asText(), List.of());
					if (!choices.isEmpty() && isAsked(other, filled(fields, chosen))) {
						chosen.putIfAbsent(other.path("key").asText(), choices.get(0));
					}
				}
				int before = left.size();
				addWay(ways, filled(fields, chosen), open);
				assertThat(left).as("the way has what it is made for").hasSizeLessThan(before);
			}
		}
		return ways;
	}

	private static void addWay(List<Map<String, Object>> ways, Map<String, Object> way,
			Map<String, List<Object>> open) {
		ways.add(way);
		way.forEach((key, value) -> open.getOrDefault(key, new ArrayList<>()).remove(value));
	}

	private static List<Object> choices(JsonNode field) {
		return switch (field.path("type").asText()) {
			case "radio", "select" -> List.copyOf(each(field.path("options"), "value"));
			case "checkbox" -> List.of(true);
			default -> List.of();
		};
	}

	/** Chooses what makes the form ask for the field, too. */
	private static void choose(JsonNode fields, JsonNode field, Object choice, Map<String, Object> chosen) {
		chosen.put(field.path("key").asText(), choice);
		for (JsonNode condition : field.path("asked_when")) {
			for (JsonNode other : fields) {
				if (other.path("key").equals(condition.path("key"))
						&& !chosen.containsKey(other.path("key").asText())) {
					choices(other).stream()
						.filter((one) -> isMet(condition, Map.of(other.path("key").asText(), one)))
						.findFirst()
						.ifPresent((one) -> choose(fields, other, one, chosen));
				}
			}
		}
	}

	private Map<String, Object> filled(JsonNode fields, Map<String, Object> chosen) {
		Map<String, Object> answers = new LinkedHashMap<>(chosen);
		for (JsonNode field : fields) {
			String key = field.path("key").asText();
			Object value = example(field);
			if (!answers.containsKey(key) && isAsked(field, answers) && value != null) {
				answers.put(key, value);
			}
		}
		return answers;
	}

	/** The fields stand below those that decide whether they are asked. */
	private static boolean isAsked(JsonNode field, Map<String, Object> answers) {
		for (JsonNode condition : field.path("asked_when")) {
			if (!isMet(condition, answers)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isMet(JsonNode condition, Map<String, Object> answers) {
		String given = String.valueOf(answers.get(condition.path("key").asText()));
		boolean among = false;
		for (JsonNode value : condition.path("values")) {
			among |= value.asText().equals(given);
		}
		return among == condition.path("is").asBoolean();
	}

	private @Nullable Object example(JsonNode field) {
		if (!field.path("options_from").isNull()) {
			return field.path("options_from").asText().equals("people") ? this.house.idOf("agent2")
					: field.path("options").path(0).path("value").textValue();
		}
		return switch (field.path("type").asText()) {
			case "radio", "select" -> field.path("options").path(0).path("value").asText();
			case "checklist", "taglist" -> List.of(field.path("options").path(0).path("value").asText());
			case "checkbox" -> null;
			// more than what one approval is enough for, where the field takes it
			case "number" -> Math.min(300_000, field.path("max").asInt(300_000));
			case "date" -> "2031-03-31";
			default -> "例".repeat(Math.max(1, field.path("min_length").asInt(1)));
		};
	}

	/**
	 * Goes on until the ticket has ended, by what was not done yet where there is any.
	 */
	private void walk(String type, Map<String, Object> answers) {
		Map<String, Object> asked = new LinkedHashMap<>(answers);
		asked.put("type", type);
		Answer made = this.house.as(asker(type)).postRaw("/requests", written(asked));
		assertThat(made.status()).as(type + " " + answers + ": " + made.body()).isEqualTo(201);
		answers.forEach((key, value) -> assertThat(made.data().path("fields").path(key)).as(type + " keeps " + key)
			.isEqualTo(JSON.valueToTree(value)));
		String id = made.data().path("id").asText();
		Set<String> now = new HashSet<>();
		for (int step = 0; step < MOST_STEPS; step++) {
			JsonNode ticket = this.house.as("manager").get("/requests/" + id).data();
			String phase = ticket.path("phase").asText();
			if (phase.equals("closed") || phase.equals("cancelled")) {
				this.ends.computeIfAbsent(type, (key) -> new TreeSet<>())
					.add(ticket.path("status").asText() + "/" + phase);
				assertThat(this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(id).count()).isZero();
				takeRolesBack();
				return;
			}
			fireTimers(id, false);
			goOn(type, id, ticket.path("status").asText(), now);
		}
		throw new AssertionError(type + " never ends with " + answers);
	}

	/** Who asks again, and asks for other things, may do what he could before. */
	private void takeRolesBack() {
		Api admin = this.house.as("admin");
		for (JsonNode grant : admin.get("/role-grants?user_id=" + this.house.idOf("reporter")).data()) {
			if (grant.path("id").isTextual()) {
				assertThat(admin.delete("/role-grants/" + grant.path("id").asText()).status()).isEqualTo(204);
			}
		}
	}

	/** An agent asks for what is not for everybody. */
	private String asker(String type) {
		return this.forEverybody.contains(type) ? "reporter" : "agent1";
	}

	/**
	 * What happens by itself; false where nothing would.
	 * @param answered whether somebody's answer is waited for no longer
	 */
	private boolean fireTimers(String id, boolean answered) {
		List<String> due = this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(id)
			.list()
			.stream()
			.flatMap(
					(process) -> this.jobs.createJobQuery().processInstanceId(process.getId()).timers().list().stream())
			.filter((job) -> answered || !isForAnAnswer(job))
			.map(Job::getId)
			.toList();
		due.forEach(this.jobs::executeJob);
		return !due.isEmpty();
	}

	/** Whether the timer ends a wait for an answer. */
	private boolean isForAnAnswer(Job job) {
		return this.jobs.createJobDefinitionQuery()
			.jobDefinitionId(job.getJobDefinitionId())
			.activityIdIn("confirmationPeriodOver", "answerOverdue", "remoteWorkEnds", "dataExpires")
			.count() > 0;
	}

	private void goOn(String type, String id, String status, Set<String> now) {
		Step led = this.leading.get(type + " " + status);
		Step next = (led != null && !now.contains(led.word())) ? offered(led, id) : null;
		if (next == null) {
			next = next(type, id, status, now);
		}
		// who has answered in every way does not answer, once
		boolean waits = next == null || (next.known() && this.waited.add(type + " " + status));
		if ((waits && fireTimers(id, true)) || next == null) {
			return;
		}
		if (next.known()) {
			this.leading.putIfAbsent(type + " " + status, next);
		}
		this.tried.add(next.word());
		now.add(next.word());
		Answer done = this.house.as(next.person())
			.postRaw("/requests/" + id + "/actions/" + next.action().path("name").asText(),
					written(filled(next.action().path("fields"), Map.of())));
		assertThat(done.status()).as(next.word() + " by " + next.person() + ": " + done.body()).isEqualTo(200);
		if (next.isAside()) {
			endTasks(id);
		}
	}

	/** What was given to another team is needed no more, so that the request goes on. */
	private void endTasks(String id) {
		for (JsonNode task : this.house.as("agent1").get("/requests/" + id + "/tasks").data()) {
			if (task.path("phase").asText().equals("open")) {
				Answer cancelled = this.house.as("agent1")
					.post("/tasks/" + task.path("id").asText() + "/actions/cancel", "reason", "x");
				assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
			}
		}
	}

	/**
	 * The step as it is offered now: under one status there may be several tasks, each
	 * with questions of its own, and not all may be open.
	 */
	private @Nullable Step offered(Step step, String id) {
		for (JsonNode action : this.house.as(step.person()).get("/requests/" + id + "/actions").data()) {
			if (action.path("name").equals(step.action().path("name"))) {
				return new Step(step.person(), action, step.word(), step.known(), step.again());
			}
		}
		return null;
	}

	private @Nullable Step next(String type, String id, String status, Set<String> now) {
		Step next = null;
		for (String person : PEOPLE) {
			for (JsonNode action : this.house.as(person).get("/requests/" + id + "/actions").data()) {
				String word = type + " " + status + " " + action.path("name").asText();
				Step step = new Step(person, action, word, this.tried.contains(word), now.contains(word));
				if (next == null || rank(step) < rank(next)) {
					next = step;
				}
				if (rank(next) == 0) {
					// nobody has anything better to do
					return next;
				}
			}
		}
		return next;
	}

	private int rank(Step step) {
		return step.rank() + ((!this.cancels && step.isCancellation()) ? 8 : 0);
	}

	private static String written(Map<String, Object> fields) {
		return json(
				fields.entrySet().stream().flatMap((field) -> Stream.of(field.getKey(), field.getValue())).toArray());
	}

	/**
	 * Something that somebody could do.
	 *
	 * @param known whether it was done in this status by any request of the type
	 * @param again whether this request did it already
	 */
	private record Step(String person, JsonNode action, String word, boolean known, boolean again) {

		/**
		 * What is new comes first, then what leads on; cancelling again proves nothing,
		 * nor does a further task.
		 */
		int rank() {
			return (this.known ? 1 : 0) + (this.again ? 2 : 0) + ((this.known && leadsNowhere()) ? 4 : 0);
		}

		boolean leadsNowhere() {
			return isAside() || isCancellation();
		}

		boolean isCancellation() {
			return this.action.path("name").asText().equals("cancel");
		}

		boolean isAside() {
			return this.action.path("name").asText().equals("add-task");
		}

	}

}
