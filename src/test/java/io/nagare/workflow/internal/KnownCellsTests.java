package io.nagare.workflow.internal;

import java.util.Arrays;
import java.util.List;

import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KnownCellsTests {

	private static final List<@Nullable Object> INPUTS = Arrays.asList("high", "low", "a, b", "", "高", true, 3, null);

	private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();

	private final FeelEngine known = new KnownCells(this.feel);

	private static VariableContext inputs(@Nullable Object value) {
		return Variables.createVariables().putValue("cell", value).putValue("other", "low").asVariableContext();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"high\"", "\"high\",\"low\"", " \"low\" , \"高\" ", "\"a, b\"", "\"\"", "not(\"high\")",
			"true", "3", "> 2", "[1..5]", "other", "\"high\", other" })
	void meanWhatFeelSays(String cell) {
		for (Object input : INPUTS) {
			assertThat(this.known.evaluateSimpleUnaryTests(cell, "cell", inputs(input))).as("%s for %s", cell, input)
				.isEqualTo(this.feel.evaluateSimpleUnaryTests(cell, "cell", inputs(input)));
		}
	}

	@Test
	void giveAVariableAsFeelDoes() {
		for (Object input : INPUTS) {
			Object expected = this.feel.evaluateSimpleExpression("cell", inputs(input));
			Object actual = this.known.evaluateSimpleExpression("cell", inputs(input));
			assertThat(actual).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "null", "\"high\"", "1 + 1", "other" })
	void leaveEverythingElseToFeel(String expression) {
		Object expected = this.feel.evaluateSimpleExpression(expression, inputs("high"));
		Object actual = this.known.evaluateSimpleExpression(expression, inputs("high"));
		assertThat(actual).isEqualTo(expected);
	}

}
