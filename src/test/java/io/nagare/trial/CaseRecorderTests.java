package io.nagare.trial;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.nagare.shared.Label;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.KeptFields.KeptField;
import io.nagare.workflow.KeptFields;

import static org.assertj.core.api.Assertions.assertThat;

/** What of a past ticket's report a case keeps. */
class CaseRecorderTests {

	private static final Instant LATER = Instant.parse("2026-11-29T09:00:00Z");

	private static KeptField kept(KeptFields.Type type) {
		return new KeptField(Label.said("x"), type, (type == KeptFields.Type.PERSON) ? ChoiceList.PEOPLE : null,
				List.of());
	}

	private static ModelCaseStore.Line changed(String field, String before, String after) {
		return new ModelCaseStore.Line(field, before, after, LATER, null);
	}

	@Test
	void keepsNoWordThatSomebodyWrote() {
		Map<String, Object> start = CaseRecorder.start(
				Map.of("contact", "Tanaka", "phone", "090-1234-5678", "deputy", "17", "kind", "laptop", "wanted_at",
						"2026-12-01T09:30:00+09:00", "impact", "high"),
				Map.of("contact", kept(KeptFields.Type.TEXT), "phone", kept(KeptFields.Type.TEXT), "deputy",
						kept(KeptFields.Type.PERSON), "kind", kept(KeptFields.Type.CHOICE), "wanted_at",
						kept(KeptFields.Type.TEXT)),
				List.of(changed("contact", "Suzuki", "Tanaka")));
		assertThat(start).containsEntry("contact", "…")
			.containsEntry("phone", "…")
			.containsEntry("deputy", CaseValues.CALLER)
			.containsEntry("kind", "laptop")
			.containsEntry("wanted_at", "2026-12-01T09:30:00+09:00")
			.containsEntry("impact", "high");
	}

	@Test
	void beginsWithNumbersAndTruthValuesAsFormsTakeThem() {
		Map<String, Object> start = CaseRecorder.start(
				Map.of("seats", 7, "urgent", true, "parts", List.of("mouse"), "minutes", 30),
				Map.of("seats", kept(KeptFields.Type.NUMBER), "urgent", kept(KeptFields.Type.CHECKBOX), "parts",
						kept(KeptFields.Type.CHOICE)),
				List.of(changed("seats", "5", "7"), changed("seats", "7", "6"), changed("urgent", "false", "true"),
						changed("parts", "[screen]", "[mouse]"), changed("minutes", "20", "30")));
		assertThat(start).containsEntry("seats", new BigDecimal("5"))
			.containsEntry("urgent", false)
			.containsEntry("parts", List.of("mouse"))
			.containsEntry("minutes", new BigDecimal("20"));
	}

}
