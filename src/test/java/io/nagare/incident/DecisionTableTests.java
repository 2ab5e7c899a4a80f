package io.nagare.incident;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.workflow.Decisions;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row of the shipped tables, as deployed. */
@NagareTest
class DecisionTableTests {

	@Autowired
	private As as;

	@Autowired
	private Decisions decisions;

	private Map<String, @Nullable Object> decide(String table, Map<String, @Nullable Object> inputs) {
		return this.as.user("manager", () -> this.decisions.evaluate(table, inputs));
	}

	@ParameterizedTest
	@CsvSource({ "extensive,critical,critical", "extensive,high,critical", "extensive,medium,high",
			"extensive,low,medium", "high,critical,critical", "high,high,high", "high,medium,medium", "high,low,medium",
			"medium,critical,high", "medium,high,medium", "medium,medium,medium", "medium,low,low",
			"low,critical,medium", "low,high,medium", "low,medium,low", "low,low,low" })
	void decidesThePriority(String impact, String urgency, String priority) {
		assertThat(decide("incident-priority", Map.of("impact", impact, "urgency", urgency))).containsEntry("priority",
				priority);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "ネットワーク,-,-,Network", "-,-,network_device,Network", "メール,-,-,Service Desk",
			"ハードウェア,-,server,Service Desk", "-,-,-,-", "-,-,server,-" })
	void findsTheTeam(@Nullable String category, @Nullable String subcategory, @Nullable String ciClass,
			@Nullable String team) {
		Map<String, @Nullable Object> inputs = new HashMap<>();
		inputs.put("category", category);
		inputs.put("subcategory", subcategory);
		inputs.put("ci_class", ciClass);
		assertThat(decide("incident-routing", inputs).get("team")).isEqualTo(team);
	}

	@ParameterizedTest
	@CsvSource({ "critical,15,120", "high,60,480", "medium,240,1440", "low,480,4320" })
	void setsTheTargets(String priority, int response, int resolution) {
		Map<String, @Nullable Object> targets = decide("sla-targets", Map.of("priority", priority));
		assertThat(((Number) java.util.Objects.requireNonNull(targets.get("response_minutes"))).intValue())
			.isEqualTo(response);
		assertThat(((Number) java.util.Objects.requireNonNull(targets.get("resolution_minutes"))).intValue())
			.isEqualTo(resolution);
	}

}
