package io.nagare.change;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.change.board.VotingPolicy;
import io.nagare.workflow.Decisions;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row of the shipped tables, as deployed. */
@NagareTest
class ChangeTableTests {

	@Autowired
	private As as;

	@Autowired
	private Decisions decisions;

	private Map<String, @Nullable Object> decide(String table, Map<String, @Nullable Object> inputs) {
		return this.as.user("manager", () -> this.decisions.evaluate(table, inputs));
	}

	@ParameterizedTest
	@CsvSource({ "3,true,true,much,5", "0,false,false,none,5", "1,false,true,much,4", "0,true,true,none,4",
			"2,true,true,much,3", "0,false,true,much,3", "0,true,false,much,2", "0,true,true,much,1",
			"0,true,true,some,2" })
	void ratesTheLikelihood(int failures, boolean backoutTested, boolean rehearsed, String experience, int likelihood) {
		assertThat(decide("change-likelihood", Map.of("past_failures", failures, "backout_tested", backoutTested,
				"rehearsed", rehearsed, "team_experience", experience)))
			.containsEntry("likelihood", likelihood);
	}

	@ParameterizedTest
	@CsvSource({ "4,20,false,5", "1,0,true,5", "1,0,false,4", "3,5,false,4", "2,0,true,3", "2,0,false,2", "0,0,true,2",
			"3,0,true,2", "4,4,false,1", "0,0,false,1" })
	void ratesTheImpact(int tier, int downstream, boolean inHours, int impact) {
		assertThat(decide("change-impact", Map.of("ci_tier", tier, "downstream", downstream, "in_hours", inHours)))
			.containsEntry("impact", impact);
	}

	@ParameterizedTest
	@CsvSource({ "emergency,low,ecab", "emergency,high,ecab", "normal,high,cab", "normal,medium,cab",
			"normal,low,technical", "standard,high,cab", "standard,low,technical" })
	void namesTheAuthority(String type, String risk, String authority) {
		assertThat(decide("change-authority", Map.of("type", type, "risk", risk))).containsEntry("authority",
				authority);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "emergency,low,2/3,2/3,-,4", "normal,high,2/3,2/3,manager,72",
			"normal,medium,1/2,1/2,-,120", "standard,low,1/2,1/2,-,120" })
	void setsHowTheBoardVotes(String type, String risk, String quorum, String majority, @Nullable String veto,
			int hours) {
		VotingPolicy policy = VotingPolicy.of(decide(VotingPolicy.TABLE, Map.of("type", type, "risk", risk)));
		assertThat(policy.quorum()).hasToString(quorum);
		assertThat(policy.majority()).hasToString(majority);
		assertThat(policy.vetoRole()).isEqualTo(veto);
		assertThat(policy.time()).hasHours(hours);
	}

	@ParameterizedTest
	@CsvSource({ "1,1,low", "2,3,low", "1,5,low", "2,4,medium", "3,3,medium", "3,4,medium", "3,5,high", "5,5,high",
			"4,4,high" })
	void multipliesThemToTheRisk(int likelihood, int impact, String level) {
		assertThat(new Risk(likelihood, impact).level()).isEqualTo(level);
	}

}
