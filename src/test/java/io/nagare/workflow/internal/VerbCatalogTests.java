package io.nagare.workflow.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.Generated;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.ModelChecks.ModelFinding;
import io.nagare.workflow.internal.ModelVerb.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of the verbs holds before the gate, and Camunda Modeler offers it. After
 * an intended change write the templates anew with
 * {@code mvn test -Dtest=VerbCatalogTests -Dtemplates.write} and read the difference.
 */
@NagareTest
class VerbCatalogTests {

	private static final Path TEMPLATES = Path.of(".camunda", "element-templates", "verbs.json");

	/** Arguments whose words are those of tables. */
	private static final Set<String> OF_TABLES = Set.of("event", "priority", "impact", "urgency");

	@Autowired
	private VerbCatalog catalog;

	@Autowired
	private ModelChecks checks;

	@Autowired
	private Tenants tenants;

	@LocalServerPort
	private int port;

	private List<ModelVerb> verbs() {
		OwnHouse house = OwnHouse.at(this.port);
		return Tenancy.as(this.tenants.bySlug(house.slug()).orElseThrow(), () -> this.catalog.all());
	}

	@Test
	void hasATextForEveryVerbArgumentAndWordAndNoOther() throws IOException {
		Set<String> told = new TreeSet<>();
		for (ModelVerb verb : verbs()) {
			told.add("verb." + verb.word());
			told.add("verb." + verb.word() + "." + verb.name());
			verb.arguments().forEach((one) -> told.add("verb.argument." + one.name()));
			verb.arguments()
				.stream()
				.filter((one) -> !OF_TABLES.contains(one.name()))
				.flatMap((one) -> one.words().stream())
				.forEach((word) -> told.add("verb.word." + word.value()));
		}
		for (String file : List.of("texts.properties", "texts_ja.properties")) {
			assertThat(Files.readAllLines(Path.of("src/main/resources", file))
				.stream()
				.filter((line) -> line.startsWith("verb."))
				.map((line) -> line.substring(0, line.indexOf('=')))).as(file).containsExactlyElementsOf(told);
		}
	}

	/** Told of all, so that a verb that loses its answer, or gets one, moves at once. */
	@Test
	void mayStandWhereTheGateLetsThem() {
		List<String> wrong = new ArrayList<>();
		List<ModelVerb> verbs = verbs();
		for (ModelVerb verb : verbs) {
			Set<String> rules = check(flow("""
					<bpmn:extensionElements><camunda:executionListener event="take" expression="%s" />
					</bpmn:extensionElements>""".formatted(literal(verb))));
			if (rules.contains("unknown_verb")
					|| rules.contains("listener_not_verb") == verb.places().contains(Place.LISTENER)) {
				wrong.add(verb.call() + " " + rules);
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(verbs).hasSizeGreaterThan(140)
			.allSatisfy((verb) -> assertThat(verb.places().contains(Place.LISTENER)).isEqualTo(verb.answer() == null));
	}

	@Test
	void knowsTheWordsOfArgumentsAndTheErrors() {
		List<ModelVerb> verbs = verbs();
		assertThat(called(verbs, "${incident.resolve(resolution, resolution_code)}").arguments().get(1).list())
			.isEqualTo("resolution_codes");
		assertThat(called(verbs, "${change.vote(vote, reason)}").arguments().get(0).words())
			.extracting(ModelVerb.Word::value)
			.containsExactly("approve", "reject", "abstain", "conditional");
		assertThat(called(verbs, "${change.vote(vote, reason)}").arguments()).extracting(ModelVerb.Argument::required)
			.containsExactly(true, false);
		assertThat(called(verbs, "${ticket.tell(event)}").arguments().get(0).words()).extracting(ModelVerb.Word::value)
			.contains("request_ready", "task_ended")
			.doesNotContain("assigned", "-");
		assertThat(called(verbs, "${change.start()}").errors()).containsExactly("stopped");
		assertThat(called(verbs, "${change.start()}").places()).containsExactly(Place.LISTENER, Place.TASK);
		assertThat(called(verbs, "${organization.site()}").everyPractice()).isTrue();
	}

	@Test
	void tellsAnOwnerInHisLanguageAndNobodyElse() {
		Api api = Api.at(this.port);
		JsonNode english = verb(api.as("owner").with("Accept-Language", "en").get("/models/verbs").data(), "incident",
				"cancel");
		assertThat(english.path("text").asText()).isEqualTo("Cancel");
		assertThat(english.path("about").asText()).isEqualTo("Incident");
		assertThat(english.path("places")).extracting(JsonNode::asText).containsExactly("listener");
		assertThat(english.path("arguments")).extracting((one) -> one.path("text").asText())
			.containsExactly("Reason", "Ticket it duplicates");
		assertThat(api.as("reporter1").get("/models/verbs").status()).isEqualTo(403);
	}

	@Test
	@Tag("generated")
	void areOfferedByModelerAsTheyAre() throws IOException {
		Generated.hold(TEMPLATES, ElementTemplates.of(verbs()));
	}

	/** A field for each argument of a task becomes an input that the call reads. */
	@Test
	void passTheGateAsATemplateMakesThem() throws IOException {
		JsonNode template = template("io.nagare.ticket.answer");
		String inputs = "";
		String expression = "";
		for (JsonNode field : template.path("properties")) {
			if (field.path("binding").path("type").asText().equals("camunda:inputParameter")) {
				inputs += "<camunda:inputParameter name=\"%s\">way</camunda:inputParameter>"
					.formatted(field.path("binding").path("name").asText());
			}
			if (field.path("binding").path("name").asText().equals("camunda:expression")) {
				expression = field.path("value").asText();
			}
		}
		String drawn = Files.readString(Path.of("processes/request/device-order.bpmn"));
		assertThat(drawn).contains("camunda:expression=\"${ticket.answer('way')}\"");
		String task = drawn.replaceAll(
				"(?s)(<bpmn:serviceTask [^>]*)camunda:expression=\"\\$\\{ticket\\.answer\\('way'\\)\\}\"([^>]*>.*?</bpmn:documentation>)",
				"$1camunda:expression=\"" + expression.replace("$", "\\$")
						+ "\"$2<bpmn:extensionElements><camunda:inputOutput>" + inputs
						+ "</camunda:inputOutput></bpmn:extensionElements>");
		assertThat(task).isNotEqualTo(drawn);
		assertThat(check(task)).isEmpty();
	}

	private static ModelVerb called(List<ModelVerb> verbs, String call) {
		return verbs.stream().filter((verb) -> verb.call().equals(call)).findFirst().orElseThrow();
	}

	private static JsonNode template(String id) throws IOException {
		for (JsonNode one : new ObjectMapper().readTree(TEMPLATES.toFile())) {
			if (one.path("id").asText().equals(id)) {
				return one;
			}
		}
		throw new AssertionError(id);
	}

	private static JsonNode verb(JsonNode all, String word, String name) {
		for (JsonNode one : all) {
			if (one.path("word").asText().equals(word) && one.path("name").asText().equals(name)) {
				return one;
			}
		}
		throw new AssertionError(word + "." + name + " in " + all);
	}

	private static String literal(ModelVerb verb) {
		return "${" + verb.word() + "." + verb.name() + "("
				+ verb.arguments().stream().map((one) -> "'x'").collect(Collectors.joining(", ")) + ")}";
	}

	private Set<String> check(String drawn) {
		return Tenancy.as(this.tenants.bySlug("other").orElseThrow(),
				() -> this.checks.check(Map.of("verbs.bpmn", drawn.getBytes(StandardCharsets.UTF_8)))
					.stream()
					.map(ModelFinding::rule)
					.collect(Collectors.toCollection(TreeSet::new)));
	}

	private static String flow(String content) {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
				 xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="x">
				 <bpmn:process id="verbs" isExecutable="true" camunda:historyTimeToLive="P365D">
				  <bpmn:startEvent id="start" />
				  <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="end">%s</bpmn:sequenceFlow>
				  <bpmn:endEvent id="end" />
				 </bpmn:process>
				</bpmn:definitions>""".formatted(content);
	}

}
