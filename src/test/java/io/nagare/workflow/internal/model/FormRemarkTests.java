package io.nagare.workflow.internal.model;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.nagare.workflow.FormField;

import static org.assertj.core.api.Assertions.assertThat;

/** What a form says between its fields stands above the next that is asked for. */
class FormRemarkTests {

	private static final Form FORM = Form
		.parse("""
				{ "id": "ask", "schemaVersion": 16, "components": [
				  { "type": "text", "text": "まず **電源** / The **power** first" },
				  { "type": "radio", "key": "action", "label": "操作 / Action",
				    "values": [ { "value": "resolve", "label": "解決 / Resolve" }, { "value": "hold", "label": "保留 / Hold" } ] },
				  { "type": "textfield", "key": "until", "label": "いつまで / Until", "properties": { "actions": "hold" } },
				  { "type": "text", "text": "解決だけ / Resolving alone", "properties": { "actions": "resolve" } },
				  { "type": "group", "label": "結果 / Outcome", "components": [
				    { "type": "textfield", "key": "result", "label": "結果 / Result" } ] },
				  { "type": "text", "text": "= \\"made up: \\" + result" },
				  { "type": "text", "text": "自宅 / Home", "conditional": { "hide": "=result != \\"home\\"" } },
				  { "type": "textfield", "key": "line", "label": "回線 / Line", "conditional": { "hide": "=result != \\"home\\"" } },
				  { "type": "text", "text": "別 / Other", "conditional": { "hide": "=result != \\"other\\"" } },
				  { "type": "textfield", "key": "rest", "label": "ほか / Rest" } ] }
				"""
			.getBytes(StandardCharsets.UTF_8));

	private static String above(String action, String key) {
		return FORM.fieldsOf(action)
			.stream()
			.filter((field) -> field.key().equals(key))
			.map(FormField::help)
			.map((help) -> (help.remark() != null) ? help.remark().en() : "")
			.findFirst()
			.orElseThrow();
	}

	@Test
	void standsAboveTheNextFieldOfTheAction() {
		assertThat(above("hold", "until")).isEqualTo("The **power** first");
		assertThat(above("resolve", "result")).isEqualTo("The **power** first\n\nResolving alone\n\nOutcome");
		assertThat(above("hold", "result")).isEqualTo("Outcome");
	}

	@Test
	void isSaidWhereItsFieldIsAskedForAndNowhereElse() {
		assertThat(above("hold", "line")).isEqualTo("Home");
		assertThat(above("hold", "rest")).isEmpty();
	}

	@Test
	void leavesTheFieldsThemselvesAsTheyAre() {
		List<FormField> fields = FORM.fieldsOf("hold");
		assertThat(fields).extracting(FormField::key).containsExactly("until", "result", "line", "rest");
		assertThat(fields.get(2).help().askedWhen()).hasSize(1);
	}

}
