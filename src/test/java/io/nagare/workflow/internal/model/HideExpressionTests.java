package io.nagare.workflow.internal.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.nagare.workflow.FormField.Condition;

import static org.assertj.core.api.Assertions.assertThat;

class HideExpressionTests {

	private static final Set<String> ANSWERS = Set.of("action", "reason", "remote", "size");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			=reason != "vendor"                      | reason | true  | vendor
			=reason != "vendor" and reason != "user" | reason | true  | vendor,user
			reason = "vendor"                        | reason | false | vendor
			=not(remote)                             | remote | true  | true
			= remote                                 | remote | false | true
			=remote != true                          | remote | true  | true
			=remote = false                          | remote | false | false
			""")
	void readsComparisons(String hide, String key, boolean is, String values) {
		HideExpression read = HideExpression.read(hide, ANSWERS);
		assertThat(read.askedWhen()).containsExactly(new Condition(key, is, List.of(values.split(","))));
		assertThat(read.whole()).isTrue();
		assertThat(read.namesAction()).isFalse();
	}

	@Test
	void readsEachReasonToHide() {
		HideExpression read = HideExpression.read("=action != \"hold\" or reason = \"a\" or size != \"xl\"", ANSWERS);
		assertThat(read.askedWhen()).containsExactly(new Condition("reason", false, List.of("a")),
				new Condition("size", true, List.of("xl")));
		assertThat(read.namesAction()).isTrue();
		assertThat(read.whole()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "=priority = \"high\"", "=count(parts) > 1", "=reason = \"a\" and size = \"b\"",
			"=reason = \"a\" and reason = \"b\"", "=reason = null", "=if remote then true else false",
			"=contains(reason, \" or \")" })
	void saysWhatItDoesNotRead(String hide) {
		HideExpression read = HideExpression.read(hide, ANSWERS);
		assertThat(read.whole()).isFalse();
		assertThat(read.askedWhen()).isEmpty();
	}

	@Test
	void hidesNothingWithoutAnExpression() {
		assertThat(HideExpression.read("", ANSWERS)).isEqualTo(new HideExpression(List.of(), false, true));
	}

	@Test
	void takesAnUntouchedCheckboxForNo() {
		Condition whenRemote = HideExpression.read("=remote != true", ANSWERS).askedWhen().get(0);
		Condition whenNot = HideExpression.read("=remote", ANSWERS).askedWhen().get(0);
		Form form = Form.parse("""
				{"components": [{"key": "remote", "type": "checkbox"}, {"key": "a", "type": "textfield",
				"conditional": {"hide": "=remote != true"}}, {"key": "b", "type": "textfield",
				"conditional": {"hide": "=remote"}}]}""".getBytes(java.nio.charset.StandardCharsets.UTF_8));
		assertThat(form.components().get(1).field().help().askedWhen()).containsExactly(whenRemote);
		assertThat(form.components().get(2).field().help().askedWhen()).containsExactly(whenNot);
		assertThat(form.check(null, Map.of("b", "x"))).isEmpty();
		assertThat(form.check(null, Map.of("a", "x"))).hasSize(1);
		assertThat(form.check(null, Map.of("remote", true, "a", "x"))).isEmpty();
	}

	@Test
	void hidesWhatIsInAHiddenGroup() {
		Form form = Form.parse("""
				{"components": [{"key": "size", "type": "select"}, {"type": "group",
				"conditional": {"hide": "=size = \\"s\\""}, "components": [{"key": "a", "type": "textfield"}]}]}"""
			.getBytes(java.nio.charset.StandardCharsets.UTF_8));
		assertThat(form.components().get(1).field().help().askedWhen())
			.containsExactly(new Condition("size", false, List.of("s")));
	}

}
