package io.nagare.sla;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.nagare.workflow.Decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ServiceLevelsTests {

	private static final ServiceLevels LEVELS = new ServiceLevels(new Table(Map.of( //
			"critical", Map.of("response_minutes", 15, "resolution_minutes", 120L), //
			"careless", Map.of("response_minutes", 60), //
			"hasty", Map.of("response_minutes", 60, "resolution_minutes", 30))));

	@Test
	void takeTheTargetsFromTheTable() {
		assertThat(LEVELS.targets("critical")).isEqualTo(new Targets(Duration.ofMinutes(15), Duration.ofHours(2)));
	}

	@Test
	void nameTableAndValueWhereThereIsNoTarget() {
		assertThatIllegalStateException().isThrownBy(() -> LEVELS.targets("urgent"))
			.withMessageContaining("sla-targets")
			.withMessageContaining("urgent");
	}

	@Test
	void nameTheColumnThatIsEmpty() {
		assertThatIllegalStateException().isThrownBy(() -> LEVELS.targets("careless"))
			.withMessageContaining("resolution_minutes");
	}

	@Test
	void refuseAResolutionBeforeTheResponse() {
		assertThatIllegalStateException().isThrownBy(() -> LEVELS.targets("hasty")).withMessageContaining("hasty");
	}

	/** A deployed table, in the words of the test. */
	private record Table(Map<String, Map<String, Object>> rows) implements Decisions {

		@Override
		public Map<String, @Nullable Object> evaluate(String decisionKey, Map<String, @Nullable Object> inputs) {
			assertThat(decisionKey).isEqualTo("sla-targets");
			return Map.copyOf(this.rows.getOrDefault(String.valueOf(inputs.get("priority")), Map.of()));
		}

		@Override
		public List<String> allowedValues(String decisionKey, String column) {
			return List.copyOf(this.rows.keySet());
		}

	}

}
