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
	@CsvSource({ "incident-response,critical,15", "incident-response,high,60", "incident-response,medium,240",
			"incident-response,low,480", "incident-resolution,critical,120", "incident-resolution,high,480",
			"incident-resolution,medium,1440", "incident-resolution,low,4320", "task-completion,critical,60",
			"task-completion,high,240", "task-completion,medium,720", "task-completion,low,2160",
			"network-team,critical,60", "network-team,high,240", "network-team,medium,720", "network-team,low,2160" })
	void setsTheTargets(String definition, String priority, int minutes) {
		Map<String, @Nullable Object> target = decide("sla-targets",
				Map.of("definition", definition, "priority", priority));
		assertThat(target).containsEntry("minutes", minutes).containsEntry("calendar", "business-hours");
	}

	@ParameterizedTest
	@CsvSource({ "50,assignee", "75,'assignee,team_manager'", "90,'assignee,team_manager,managers'",
			"30m,'assignee,team_manager'", "breach,'assignee,team_manager,managers'" })
	void tellsWhomAMilestoneConcerns(String step, String tell) {
		Map<String, @Nullable Object> escalation = decide("sla-escalation",
				Map.of("step", step, "clock", "resolution", "practice", "incident", "priority", "high"));
		assertThat(escalation).containsEntry("tell", tell).containsEntry("raise", false).doesNotContainKey("team");
	}

}
