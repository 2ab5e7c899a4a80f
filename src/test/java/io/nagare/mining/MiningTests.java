package io.nagare.mining;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.regex.Pattern;
import java.util.regex.Matcher;
import java.util.UUID;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xml.sax.SAXException;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What really happened, as the journal knows it. */
@NagareTest
class MiningTests {

	private static final Map<String, Object[]> FIELDS = Map.of("hold",
			new Object[] { "hold_reason", "awaiting_vendor" }, "resolve",
			new Object[] { "resolution", "restarted", "resolution_code", "fixed" }, "reopen",
			new Object[] { "reason", "again" }, "reassign", new Object[] { "reason", "busy" });

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private As as;

	@Autowired
	private MiningQueries queries;

	private Api agent;

	private String category;

	private String narrow;

	@BeforeEach
	void ownCategory() {
		this.agent = Api.at(this.port).as("agent1");
		this.category = this.agent.as("admin")
			.post("/categories", "name", "mining " + Instant.now())
			.data()
			.path("id")
			.asText();
		this.narrow = "category_id=" + this.category;
	}

	private JsonNode lives(String... actions) {
		JsonNode ticket = this.agent.report("VPN", "category_id", this.category);
		for (String action : actions) {
			this.agent.does(ticket.path("id").asText(), action, FIELDS.getOrDefault(action, new Object[0]));
		}
		return ticket;
	}

	private JsonNode mined(String what, String... more) {
		Answer answer = this.agent
			.get("/mining/incident/" + what + "?" + this.narrow + ((more.length > 0) ? "&" + more[0] : ""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private static JsonNode of(JsonNode list, String field, String value) {
		for (JsonNode one : list) {
			if (one.path(field).asText().equals(value)) {
				return one;
			}
		}
		throw new AssertionError(field + " " + value + " is not in " + list);
	}

	@Test
	void showWhatFollowedWhatAndWhoCameBack() {
		lives("start", "resolve");
		JsonNode back = lives("start", "hold", "resume", "resolve");
		lives("start");
		JsonNode flow = mined("graph");
		assertThat(flow.path("tickets").asLong()).isEqualTo(3);
		JsonNode work = of(flow.path("steps"), "element", "workOnIncident");
		assertThat(work.path("label").path("ja").asText()).isEqualTo("調査・復旧");
		assertThat(work.path("visits").asLong()).isEqualTo(4);
		assertThat(work.path("tickets").asLong()).isEqualTo(3);
		assertThat(work.path("repeated").asLong()).isEqualTo(1);
		assertThat(work.path("resting").asLong()).isEqualTo(1);
		JsonNode resumed = of(flow.path("flows"), "action", "resume");
		assertThat(resumed.path("from").asText()).isEqualTo("holdIncident");
		assertThat(resumed.path("to").asText()).isEqualTo("workOnIncident");
		assertThat(resumed.path("times").asLong()).isEqualTo(1);
		JsonNode variants = mined("variants");
		assertThat(variants.path("processes").asLong()).isEqualTo(3);
		assertThat(variants.path("variants").asLong()).isEqualTo(3);
		assertThat(each(mined("tickets", "element=workOnIncident&repeated=true"), "id"))
			.containsExactly(back.path("id").asText());
		assertThat(each(mined("tickets", "element=workOnIncident&next=holdIncident"), "number"))
			.containsExactly(back.path("incident_number").asText());
	}

	@Test
	void pointAtWhatIsDoneAgainAndLeadToIt() {
		String back = lives("start", "hold", "resume", "hold", "resume").path("id").asText();
		String too = lives("start", "hold", "resume").path("id").asText();
		lives("start");
		JsonNode again = of(mined("findings"), "name", "repeated");
		assertThat(again.path("element").asText()).isEqualTo("workOnIncident");
		assertThat(again.path("numerator").asLong()).isEqualTo(2);
		assertThat(again.path("denominator").asLong()).isEqualTo(3);
		assertThat(again.path("title").path("ja").asText()).isEqualTo("やり直し");
		assertThat(each(this.agent.get(again.path("tickets").asText().replace("/api/v1", "")).data(), "id"))
			.containsExactlyInAnyOrder(back, too);
	}

	@Test
	void tellWhoLeftTheDrawnWayOfWhichTeam() {
		lives("start", "hold", "resume", "resolve", "reopen", "resolve", "confirm");
		lives("start", "reassign", "start");
		assertThat(each(mined("findings"), "name")).doesNotContain("not_drawn");
		String back = lives("start", "resolve").path("id").asText();
		move(back, "confirmResolution", "acceptIncident");
		String early = lives().path("id").asText();
		move(early, "acceptIncident", "assignIncident");
		List<JsonNode> strays = new ArrayList<>();
		mined("findings").forEach((finding) -> {
			if (finding.path("name").asText().equals("not_drawn")) {
				strays.add(finding);
			}
		});
		// each as a whole, then the one team that has the ticket
		assertThat(strays).extracting((one) -> one.path("element").asText())
			.containsExactly("acceptIncident", "acceptIncident", "confirmResolution", "confirmResolution");
		assertThat(strays).extracting((one) -> one.path("team").isNull()).containsExactly(true, false, true, false);
		JsonNode left = strays.get(2);
		assertThat(left.path("title").path("ja").asText()).isEqualTo("図にない進み方");
		assertThat(left.path("numerator").asLong()).isEqualTo(1);
		assertThat(left.path("denominator").asLong()).isEqualTo(2);
		assertThat(strays.get(3).path("usual").asDouble()).isEqualTo(0.5);
		for (JsonNode one : strays) {
			assertThat(each(this.agent.get(one.path("tickets").asText().replace("/api/v1", "")).data(), "id"))
				.containsExactly(one.path("element").asText().equals("acceptIncident") ? early : back);
		}
		assertThat(each(mined("tickets", "element=workOnIncident&undrawn=true"), "id")).isEmpty();
	}

	/** As an administrator does in Cockpit. */
	private void move(String ticket, String from, String to) {
		this.as.user("admin", () -> {
			String process = this.runtime.createProcessInstanceQuery()
				.processInstanceBusinessKey(ticket, "incident")
				.singleResult()
				.getId();
			this.runtime.createProcessInstanceModification(process)
				.cancelAllForActivity(from)
				.startBeforeActivity(to)
				.execute();
		});
	}

	@Test
	void countAsAPersonWouldOverRandomLives() {
		Random random = new Random(7);
		List<String> lived = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			String id = this.agent.report("random", "category_id", this.category).path("id").asText();
			lived.add(id);
			for (int moves = random.nextInt(6); moves > 0; moves--) {
				List<String> open = each(this.agent.get("/incidents/" + id + "/actions").data(), "name").stream()
					.filter((name) -> FIELDS.containsKey(name) || name.equals("start") || name.equals("resume"))
					.sorted()
					.toList();
				if (!open.isEmpty()) {
					String action = open.get(random.nextInt(open.size()));
					this.agent.does(id, action, FIELDS.getOrDefault(action, new Object[0]));
				}
			}
		}
		Map<String, Long> visits = new TreeMap<>();
		Map<String, Long> followed = new TreeMap<>();
		Set<List<String>> ways = new HashSet<>();
		for (String id : lived) {
			List<String> way = way(id);
			assertThat(way).isNotEmpty();
			ways.add(way);
			for (int at = 0; at < way.size(); at++) {
				visits.merge(way.get(at), 1L, Long::sum);
				if (at > 0) {
					followed.merge(way.get(at - 1) + " > " + way.get(at), 1L, Long::sum);
				}
			}
		}
		JsonNode flow = mined("graph");
		Map<String, Long> counted = new TreeMap<>();
		flow.path("steps").forEach((step) -> counted.put(step.path("element").asText(), step.path("visits").asLong()));
		assertThat(counted).isEqualTo(visits);
		Map<String, Long> flowed = new TreeMap<>();
		flow.path("flows").forEach((one) -> {
			if (!one.path("from").isNull()) {
				flowed.merge(one.path("from").asText() + " > " + one.path("to").asText(), one.path("times").asLong(),
						Long::sum);
			}
		});
		assertThat(flowed).isEqualTo(followed);
		assertThat(mined("variants").path("variants").asInt()).isEqualTo(ways.size());
		chargesWaitsToTheTeamThatHadThem(lived, visits.keySet());
	}

	/** Whoever has the tickets by now. */
	private void chargesWaitsToTheTeamThatHadThem(List<String> lived, Set<String> elements) {
		List<String> teams = each(this.agent.get("/teams?limit=100").data(), "id");
		Map<String, Long> expected = new TreeMap<>();
		for (int i = 0; i < lived.size(); i++) {
			String id = lived.get(i);
			if (each(this.agent.get("/incidents/" + id + "/actions").data(), "name").contains("reassign")) {
				this.agent.post("/incidents/" + id + "/actions/reassign", "team_id", teams.get(i % teams.size()),
						"reason", "引き継ぎ");
			}
			List<String[]> moves = journal(id, "field_name = 'team_id'", "coalesce(old_value, '')", "new_value");
			List<String[]> steps = journal(id, "process_key = 'incident'", "element_type", "new_value");
			for (int at = 0; at + 1 < steps.size(); at++) {
				String when = steps.get(at)[0];
				String had = moves.stream()
					.filter((move) -> move[0].compareTo(when) <= 0)
					.reduce((one, later) -> later)
					.map((move) -> move[2])
					.orElseGet(() -> moves.isEmpty() ? this.agent.incident(id).path("team").path("id").asText()
							: moves.get(0)[1].isEmpty() ? moves.get(0)[2] : moves.get(0)[1]);
				expected.merge(steps.get(at)[2] + " " + had, 1L, Long::sum);
			}
		}
		Map<String, Long> counted = new TreeMap<>();
		this.as
			.user("agent1",
					() -> this.queries.byTeam("incident",
							new MiningQuestion(null, null, null, List.of(UUID.fromString(this.category)), null),
							List.copyOf(elements)))
			.forEach((one) -> counted.put(one.element() + " " + one.team(), one.visits()));
		assertThat(counted).isEqualTo(expected);
		Set<String> charged = counted.keySet()
			.stream()
			.map((key) -> key.substring(key.lastIndexOf(' ') + 1))
			.collect(Collectors.toSet());
		assertThat(lived.stream().map((id) -> this.agent.incident(id).path("team").path("id").asText()))
			.as("some have moved on")
			.anyMatch((team) -> !charged.contains(team));
		String log = this.agent.get("/mining/log?process=incident&" + this.narrow).body();
		Map<String, Long> groups = new TreeMap<>();
		Matcher group = Pattern.compile("key=\"org:group\" value=\"([^\"]+)\"").matcher(log);
		while (group.find()) {
			groups.merge(group.group(1), 1L, Long::sum);
		}
		assertThat(groups.keySet()).containsAll(charged);
	}

	/** Times in UTC, so that they sort as they are written, with two more columns. */
	private List<String[]> journal(String id, String which, String one, String other) {
		List<String[]> lines = new ArrayList<>();
		Tenancy.asPlatform(() -> new TransactionTemplate(this.transactions).executeWithoutResult((status) -> this.jdbc
			.query("SELECT to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), " + one + ", " + other
					+ " FROM ticket_histories WHERE ticket_id = ?::uuid AND " + which
					+ " ORDER BY changed_at, element_type = 'endEvent', id", (row) -> {
						lines.add(new String[] { row.getString(1), row.getString(2), row.getString(3) });
					}, id)));
		return lines;
	}

	/** The elements that the journal knows, those that began together once. */
	private List<String> way(String id) {
		List<String[]> steps = new ArrayList<>();
		Tenancy.asPlatform(
				() -> new TransactionTemplate(this.transactions).executeWithoutResult((status) -> this.jdbc.query(
						"SELECT changed_at, element_type, new_value"
								+ " FROM ticket_histories WHERE ticket_id = ?::uuid AND process_key = 'incident'",
						(row) -> {
							steps.add(new String[] { row.getString(1), row.getString(2).equals("endEvent") ? "1" : "0",
									row.getString(3) });
						}, id)));
		return steps.stream()
			.sorted(Comparator.<String[], String>comparing((step) -> step[0]).thenComparing((step) -> step[1]))
			.map((step) -> step[0] + " " + step[2])
			.distinct()
			.map((step) -> step.substring(step.lastIndexOf(' ') + 1))
			.toList();
	}

	/** Cancelling is a message of the model, no task of its own. */
	@Test
	void knowTheActionBehindAMessageToo() {
		String id = lives().path("id").asText();
		this.agent.does(id, "cancel", "reason", "duplicate");
		List<String> actions = new ArrayList<>();
		Tenancy.asPlatform(() -> new TransactionTemplate(this.transactions)
			.executeWithoutResult((status) -> actions.addAll(this.jdbc.queryForList(
					"SELECT old_value FROM ticket_histories WHERE ticket_id = ?::uuid AND process_key = 'incident'"
							+ " AND element_type = 'endEvent' AND element_name LIKE '%取り消し%'",
					String.class, id))));
		assertThat(actions).containsExactly("cancel");
	}

	@Test
	void handOutTheLogForOtherTools() throws Exception {
		String number = lives("start", "hold", "resume", "resolve").path("incident_number").asText();
		lives();
		String of = "/mining/log?process=incident&language=en&" + this.narrow;
		XMLStreamReader xes = XMLInputFactory.newFactory()
			.createXMLStreamReader(new StringReader(this.agent.get(of).body()));
		int traces = 0;
		List<String> activities = new ArrayList<>();
		Set<String> told = new TreeSet<>();
		boolean inEvent = false;
		String version = "";
		boolean inGlobal = false;
		while (xes.hasNext()) {
			if (xes.next() == XMLStreamReader.START_ELEMENT) {
				version = xes.getLocalName().equals("log") ? xes.getAttributeValue(null, "xes.version") : version;
				inGlobal = xes.getLocalName().equals("global") || (inGlobal && !xes.getLocalName().equals("trace"));
				traces += xes.getLocalName().equals("trace") ? 1 : 0;
				inEvent |= xes.getLocalName().equals("event");
				String key = xes.getAttributeValue(null, "key");
				if ("concept:name".equals(key) && !inGlobal) {
					(inEvent ? activities : told).add(xes.getAttributeValue(null, "value"));
				}
			}
			else if (xes.isEndElement() && xes.getLocalName().equals("event")) {
				inEvent = false;
			}
		}
		assertThat(traces).isEqualTo(2);
		assertThat(told).contains(number).hasSize(2);
		assertThat(activities).contains("Investigate and restore").doesNotContain("調査・復旧");
		assertThat(new BigDecimal(version)).as("the schema of XES wants a number").isEqualByComparingTo("1849.2016");
		JsonNode ocel = new ObjectMapper().readTree(this.agent.get(of + "&format=ocel").body());
		assertThat(ocel.path("events")).hasSameSizeAs(activities);
		List<String> objects = each(ocel.path("objects"), "id");
		assertThat(objects).doesNotHaveDuplicates();
		ocel.path("objects").forEach((object) -> object.path("attributes").forEach((attribute) -> {
			if (attribute.path("name").asText().equals("status")
					&& attribute.path("value").asText().equals("resolved")) {
				assertThat(attribute.path("time").asText()).as("since it was so")
					.isIn(each(ocel.path("events"), "time"));
			}
		}));
		List<String> types = each(ocel.path("eventTypes"), "name");
		List<String> kinds = each(ocel.path("objectTypes"), "name");
		ocel.path("objects").forEach((object) -> assertThat(kinds).contains(object.path("type").asText()));
		ocel.path("events").forEach((event) -> {
			assertThat(types).contains(event.path("type").asText());
			assertThat(objects).containsAll(each(event.path("relationships"), "objectId"));
		});
	}

	@Test
	void handOutWhatTheSchemasOfBothFormatsTake() throws Exception {
		lives("start", "hold", "resume", "resolve");
		String of = "/mining/log?process=incident&" + this.narrow;
		String xes = this.agent.get(of).body();
		Validator xsd = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
			.newSchema(Path.of("src/test/resources/mining/xes.xsd").toFile())
			.newValidator();
		xsd.validate(new StreamSource(new StringReader(xes)));
		for (String spoilt : List.of(xes.replace("1849.2016", "one"), xes.replace("<event>", "<event x=\"y\">"),
				xes.replaceFirst("value=\"[0-9]{4}-", "value=\"long ago-"))) {
			assertThat(spoilt).isNotEqualTo(xes);
			assertThatThrownBy(() -> xsd.validate(new StreamSource(new StringReader(spoilt))))
				.isInstanceOf(SAXException.class);
		}
		String ocel = this.agent.get(of + "&format=ocel").body();
		Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(Files.readString(Path.of("src/test/resources/mining/ocel.schema.json")));
		assertThat(schema.validate(ocel, InputFormat.JSON)).isEmpty();
		for (String spoilt : List.of(ocel.replace("\"objectTypes\"", "\"kinds\""),
				ocel.replace("\"qualifier\"", "\"how\""), ocel.replace("\"type\":\"string\"", "\"type\":\"word\""))) {
			assertThat(spoilt).isNotEqualTo(ocel);
			assertThat(schema.validate(spoilt, InputFormat.JSON)).isNotEmpty();
		}
	}

	@Test
	void tellNobodyWhatHeMayNotRead() {
		JsonNode secret = this.agent.report("secret", "category_id", this.category, "confidentiality", "confidential");
		assertThat(mined("graph").path("tickets").asLong()).isEqualTo(1);
		Api other = this.agent.as("viewer");
		assertThat(other.get("/mining/incident/graph?" + this.narrow).data().path("tickets").asLong()).isZero();
		assertThat(other.get("/mining/log?process=incident&" + this.narrow).body())
			.doesNotContain(secret.path("incident_number").asText());
		for (String path : new String[] { "incident/graph", "incident/variants", "incident/findings",
				"incident/tickets?element=x", "log?process=incident" }) {
			assertThat(refusal(this.agent.as("reporter1").get("/mining/" + path))).isEqualTo("403 FORBIDDEN");
		}
		assertThat(refusal(this.agent.get("/mining/none/graph"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.get("/mining/log?process=none")))
			.isEqualTo("400 VALIDATION_FAILED process=unknown_reference");
		assertThat(refusal(this.agent.get("/mining/incident/graph?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED from=invalid");
	}

}
