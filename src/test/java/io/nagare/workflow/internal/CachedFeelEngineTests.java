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

class CachedFeelEngineTests {

	private static final List<@Nullable Object> INPUTS = Arrays.asList("high", "low", "a, b", "", "高", true, false, 3,
			3L, 3.0, 7.5, null);

	private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();

	private final FeelEngine known = new CachedFeelEngine(this.feel);

	private static VariableContext inputs(@Nullable Object value) {
		return Variables.createVariables().putValue("cell", value).putValue("other", "low").asVariableContext();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"high\"", "\"high\",\"low\"", " \"low\" , \"高\" ", "\"a, b\"", "\"\"", "not(\"high\")",
			"true", "false", "null", "3", "> 2", ">= 3", "<= 3,7", "[1..5]", "]1..3[", "not(3)", "-", "other",
			"\"high\", other", "not(true)", "nottrue", "[1 .. 5]", "3.0", "-1" })
	void meanWhatFeelSays(String cell) {
		for (Object input : INPUTS) {
			boolean expected = this.feel.evaluateSimpleUnaryTests(cell, "cell", inputs(input));
			for (String look : List.of("first", "second")) {
				assertThat(this.known.evaluateSimpleUnaryTests(cell, "cell", inputs(input)))
					.as("%s for %s, %s look", cell, input, look)
					.isEqualTo(expected);
			}
		}
	}

	@Test
	void giveAVariableAsFeelDoes() {
		for (Object input : INPUTS) {
			Object expected = this.feel.evaluateSimpleExpression("cell", inputs(input));
			for (String look : List.of("first", "second")) {
				Object actual = this.known.evaluateSimpleExpression("cell", inputs(input));
				assertThat(actual).as("%s, %s look", input, look).isEqualTo(expected);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false", "null", "\"high\"", "120", "-3", "2.5", "1 + 1", "other",
			"other = \"low\"", "if other = \"low\" then 1 else 2" })
	void makeOfAnExpressionWhatFeelDoes(String expression) {
		Object expected = this.feel.evaluateSimpleExpression(expression, inputs("high"));
		for (String look : List.of("first", "second")) {
			Object actual = this.known.evaluateSimpleExpression(expression, inputs("high"));
			assertThat(actual).as("%s look", look).isEqualTo(expected);
		}
	}

	@Test
	void askAgainWhatNamesAVariable() {
		assertThat(this.known.<Object>evaluateSimpleExpression("cell = \"high\"", inputs("high")).equals(true))
			.isTrue();
		assertThat(this.known.<Object>evaluateSimpleExpression("cell = \"high\"", inputs("low")).equals(false))
			.isTrue();
		assertThat(this.known.evaluateSimpleUnaryTests("other", "cell", inputs("low"))).isTrue();
		assertThat(this.known.evaluateSimpleUnaryTests("other", "cell", inputs("high"))).isFalse();
	}

}
