package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.junit.jupiter.api.Test;

import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class TableCheckTests {

	/** Each of these walks all rows of the table. */
	private static final Set<String> WALKS = Set.of("getInputs", "getOutputs", "getRules");

	@Test
	void walksALargeTableAsOftenAsASmallOne() {
		assertThat(walks(400)).isEqualTo(walks(4));
	}

	@Test
	void findsTheRowThatLacksACell() {
		List<Refusal.Detail> found = new ArrayList<>();
		new TableCheck(new Findings("t.dmn", found))
			.check(model(table(9).replace("<inputEntry id=\"i6\"><text>\"v6\"</text></inputEntry>", "")));
		assertThat(found).containsExactly(Refusal.Detail.of("t.dmn#rows", "row_incomplete", 7));
	}

	private static int walks(int rows) {
		AtomicInteger walks = new AtomicInteger();
		List<Refusal.Detail> found = new ArrayList<>();
		DmnModelInstance model = model(table(rows));
		Decision decision = model.getModelElementById("rows");
		DecisionTable table = counting(DecisionTable.class, decision.getExpression(), WALKS, walks);
		Decision counted = answering(Decision.class, decision, "getExpression", table);
		new TableCheck(new Findings("t.dmn", found))
			.check(answering(DmnModelInstance.class, model, "getModelElementsByType", List.of(counted)));
		assertThat(found).isEmpty();
		return walks.get();
	}

	private static <T> T counting(Class<T> type, Object real, Set<String> methods, AtomicInteger calls) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, args) -> {
				calls.addAndGet(methods.contains(method.getName()) ? 1 : 0);
				return call(real, method, args);
			}));
	}

	private static <T> T answering(Class<T> type, Object real, String name, Object answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(self, method, args) -> method.getName().equals(name) ? answer : call(real, method, args)));
	}

	private static Object call(Object real, Method method, Object[] args) throws Throwable {
		try {
			return method.invoke(real, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private static DmnModelInstance model(String dmn) {
		return Dmn.readModelFromStream(new ByteArrayInputStream(dmn.getBytes(StandardCharsets.UTF_8)));
	}

	private static String table(int rows) {
		return IntStream.range(0, rows)
			.mapToObj("""
					<rule id="r%1$d"><inputEntry id="i%1$d"><text>"v%1$d"</text></inputEntry>\
					<outputEntry id="o%1$d"><text>"w%1$d"</text></outputEntry></rule>"""::formatted)
			.collect(Collectors.joining("", """
					<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
					<decision id="rows" name="Rows"><decisionTable id="t" hitPolicy="COLLECT">
					<input id="in"><inputExpression id="e" typeRef="string"><text>a</text></inputExpression></input>
					<output id="out" name="b" typeRef="string"/>""", "</decisionTable></decision></definitions>"));
	}

}
