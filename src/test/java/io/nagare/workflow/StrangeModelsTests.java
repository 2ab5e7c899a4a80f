package io.nagare.workflow;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.ModelChecks.ModelFinding;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models as other editors leave them, and ones far larger than a person draws: what is
 * wrong is told where it is, and soon.
 */
@NagareTest
@Timeout(120)
@Tag("model")
class StrangeModelsTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final String BPMN = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn">%s</definitions>""";

	private static final String PROCESS = BPMN.formatted("""
			<process id="strange" isExecutable="true" camunda:historyTimeToLive="P1D"><startEvent id="start"/>
				<sequenceFlow id="first" sourceRef="start" targetRef="n0"/>%s</process>""");

	private static final String DMN = """
			<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/dmn">%s</definitions>""";

	private static final String DECISION = DMN.formatted("""
			<decision id="strange" name="s" camunda:historyTimeToLive="P1D">%s</decision>""");

	@Autowired
	private ModelChecks checks;

	@Autowired
	private Tenants tenants;

	/** By the work it takes, which does not depend on what else the machine does. */
	private List<String> soon(String file, String content) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadCpuTime();
		List<ModelFinding> findings = Tenancy.as(this.tenants.bySlug("other").orElseThrow(),
				() -> this.checks.check(Map.of(file, content.getBytes(StandardCharsets.UTF_8))));
		assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(SOON);
		assertThat(findings).allSatisfy((finding) -> {
			assertThat(finding.file()).as(finding.toString()).isEqualTo(file);
			assertThat(finding.message()).isNotBlank().doesNotContain("null");
		});
		return findings.stream().map((finding) -> finding.element() + " " + finding.rule()).toList();
	}

	private String reasons(String file, String content) {
		return Tenancy
			.as(this.tenants.bySlug("other").orElseThrow(),
					() -> this.checks.check(Map.of(file, content.getBytes(StandardCharsets.UTF_8))))
			.toString();
	}

	private static String each(int count, IntFunction<String> drawn) {
		return IntStream.range(0, count).mapToObj(drawn).collect(Collectors.joining());
	}

	private static String cell(String kind, int row, int column, String text) {
		return "<%1$sEntry id=\"%1$s%2$dx%3$d\"><text><![CDATA[%4$s]]></text></%1$sEntry>".formatted(kind, row, column,
				text);
	}

	/** Every gateway leads to every other. */
	@Test
	void followsManyBranchesSoon() {
		String gateways = each(44,
				(from) -> "<parallelGateway id=\"n%d\"/>".formatted(from)
						+ each(44, (to) -> "<sequenceFlow id=\"f%1$dx%2$d\" sourceRef=\"n%1$d\" targetRef=\"n%2$d\"/>"
							.formatted(from, to)));
		assertThat(soon("strange.bpmn", PROCESS.formatted(gateways))).anyMatch((one) -> one.endsWith("endless_loop"));
	}

	@Test
	void refusesMoreFlowsThanItFollows() {
		String flows = each(2_001,
				(number) -> "<sequenceFlow id=\"f%d\" sourceRef=\"n0\" targetRef=\"n1\"/>".formatted(number));
		assertThat(soon("strange.bpmn", PROCESS.formatted("<task id=\"n0\"/><endEvent id=\"n1\"/>" + flows)))
			.contains("null model_flows");
	}

	@Test
	void refusesMoreElementsThanADrawingHas() {
		assertThat(soon("strange.bpmn", BPMN.formatted(each(20_000, (number) -> "<signal/>"))))
			.containsExactly("null model_elements");
	}

	/** Each row has ranges of its own in each column. */
	@ParameterizedTest
	@CsvSource({ "UNIQUE", "FIRST", "ANY", "COLLECT" })
	void comparesManyRowsSoon(String policy) {
		String inputs = each(12, (
				column) -> "<input id=\"c%1$d\"><inputExpression id=\"e%1$d\" typeRef=\"integer\"><text>x%1$d</text></inputExpression></input>"
					.formatted(column));
		String rows = each(
				290, (
						row) -> "<rule id=\"r%d\">".formatted(row)
								+ each(12,
										(column) -> cell("input", row, column,
												"[%d..%d]".formatted(row * 10, row * 10 + 9)))
								+ cell("output", row, 0, "\"x\"") + "</rule>");
		assertThat(soon("strange.dmn",
				DECISION.formatted("<decisionTable id=\"t\" hitPolicy=\"" + policy + "\">" + inputs
						+ "<output id=\"o\" name=\"o\" typeRef=\"string\"/>" + rows + "</decisionTable>")))
			.noneMatch((one) -> one.contains("row"));
	}

	/**
	 * The engine would leave such a decision out, and whoever asks for it gets nothing.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"context|<context id=\"l\"><contextEntry id=\"ce\"><variable id=\"v\" name=\"x\"/><literalExpression id=\"le\"><text>1</text></literalExpression></contextEntry></context>",
			"list|<list id=\"l\"><literalExpression id=\"le\"><text>1</text></literalExpression></list>",
			"invocation|<invocation id=\"l\"><literalExpression id=\"le\"><text>f</text></literalExpression></invocation>" })
	void refusesDecisionsThatTheEngineLeavesOut(String logic, String drawn) {
		assertThat(soon("strange.dmn", DECISION.formatted(drawn))).as(logic).contains("strange decision_unserved");
	}

	@Test
	void tellsWhichCellIsUnreadableInAColumnWithoutAName() {
		assertThat(soon("strange.dmn", DECISION.formatted("""
				<decisionTable id="t"><input id="i"><inputExpression id="e"><text>x</text></inputExpression></input>
					<output id="o"/><rule id="r"><inputEntry id="ie"><text>-</text></inputEntry>
					<outputEntry id="oe"><text>1 +</text></outputEntry></rule></decisionTable>""")))
			.contains("strange unreadable_cell");
	}

	/** What the schema does not allow is told with the line and the schema's reason. */
	@Test
	void tellsWhereTheSchemaIsBroken() {
		String content = BPMN
			.formatted("<process id=\"p\" isExecutable=\"true\">\n<startEvent id=\"s\" sourceRef=\"t\"/></process>");
		assertThat(soon("strange.bpmn", content)).containsExactly("null unreadable_model");
		assertThat(reasons("strange.bpmn", content)).contains("Line=3", "sourceRef");
	}

	/** A case is called, not a process. */
	@Test
	void tellsOnceThatACallNamesNoProcess() {
		assertThat(soon("strange.bpmn", PROCESS.formatted("<callActivity id=\"n0\" camunda:caseRef=\"c\"/>")))
			.contains("n0 call_unknown")
			.doesNotContain("n0 unknown_process");
	}

	@Test
	void tellsOfAProcessWithoutAName() {
		assertThat(soon("strange.bpmn", BPMN.formatted("<process isExecutable=\"true\"><startEvent/></process>")))
			.isNotEmpty();
	}

}
