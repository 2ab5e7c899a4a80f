package io.nagare.workflow.internal.model;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Where an action can lead across calls. */
class ReachableStatusesTests {

	/** More than can be walked one by one: four levels make 1.6 billion ways. */
	private static final int CALLS = 200;

	/** The status of a process that waits before it can end. */
	private static final String ENDLESS = "endless";

	private static String flow(String from, String to) {
		return "<sequenceFlow id='" + from + "_" + to + "' sourceRef='" + from + "' targetRef='" + to + "'/>";
	}

	private static ProcessModel process(String status, String... called) {
		StringBuilder body = new StringBuilder("<startEvent id='s'/><exclusiveGateway id='g'/>" + flow("s", "g")
				+ "<userTask id='u'><extensionElements><camunda:properties><camunda:property name='status' value='"
				+ status
				+ "'/><camunda:property name='phase' value='open'/></camunda:properties></extensionElements></userTask>"
				+ "<endEvent id='e'/>" + flow("u", "e"));
		int number = 0;
		for (String one : called) {
			number++;
			String id = "c" + number;
			body.append("<callActivity id='" + id + "' calledElement='" + one + "'/>" + flow("g", id) + flow(id, "u"));
		}
		body.append((called.length == 0) ? flow("g", "u") : "").append(status.equals(ENDLESS) ? "" : flow("g", "e"));
		String xml = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
				+ " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x' id='d'>"
				+ "<process id='p' isExecutable='true'>" + body + "</process></definitions>";
		return new ProcessModel(ProcessGraph
			.executable(Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))))
			.get(0), Map.of());
	}

	private static String[] calls(String process) {
		String[] calls = new String[CALLS];
		java.util.Arrays.fill(calls, process);
		return calls;
	}

	private static Set<String> from(ProcessModel model, Map<String, ProcessModel> others) {
		return new ReachableStatuses.Walk((key) -> Optional.ofNullable(others.get(key)))
			.from(model, Set.of(model.fromStart()), 0)
			.statuses();
	}

	@Test
	void walksWhatIsCalledOnceHoweverManyWaysLeadThere() {
		assertTimeoutPreemptively(Duration.ofSeconds(30),
				() -> assertThat(from(process("one", calls("p2")),
						Map.of("p2", process("two", calls("p3")), "p3", process("three", calls("p4")), "p4",
								process("four", calls("p5")), "p5", process("five"))))
					.containsExactlyInAnyOrder("one", "two", "three", "four", "five"));
	}

	@Test
	void comesToAnEndWhereAProcessCallsItself() {
		assertThat(from(process("one", "p2"), Map.of("p2", process("two", "p2")))).containsExactly("one");
		assertThat(from(process("one", "unknown"), Map.of())).isEmpty();
	}

	@Test
	void goesOnInTheModelThatCalledOnlyWhereTheCalledOneCanEnd() {
		assertThat(from(process("one", "p2"), Map.of("p2", process(ENDLESS)))).containsExactly(ENDLESS);
		assertThat(from(process("one", "p2"), Map.of("p2", process("two")))).containsExactly("two", "one");
	}

}
