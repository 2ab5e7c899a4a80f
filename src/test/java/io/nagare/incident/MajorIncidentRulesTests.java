package io.nagare.incident;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.incident.major.MajorIncidentCase;
import io.nagare.rules.Rules;

import static org.assertj.core.api.Assertions.assertThat;

@NagareTest
class MajorIncidentRulesTests {

	private static final boolean TOP = true;

	private static final boolean TIER_ONE = true;

	@Autowired
	private Rules rules;

	@Test
	void proposeTheHighestPriorityOnATierOneCi() {
		MajorIncidentCase incident = new MajorIncidentCase("P1", TOP, TIER_ONE, 1);
		assertThat(fired(incident)).containsExactly("highest priority on a tier-1 CI");
		assertThat(incident.proposal()).get().asString().contains("ティア1", "tier-1 CI");
	}

	@Test
	void askForBothPriorityAndTier() {
		assertThat(fired(new MajorIncidentCase("critical", TOP, !TIER_ONE, 1))).isEmpty();
		assertThat(fired(new MajorIncidentCase("high", !TOP, TIER_ONE, 1))).isEmpty();
	}

	@Test
	void proposeTheFifthIncidentOnOneCi() {
		MajorIncidentCase fourth = new MajorIncidentCase("low", !TOP, !TIER_ONE, 4);
		assertThat(fired(fourth)).isEmpty();
		assertThat(fourth.proposal()).isEmpty();

		MajorIncidentCase fifth = new MajorIncidentCase("low", !TOP, !TIER_ONE, 5);
		assertThat(fired(fifth)).containsExactly("many incidents on one CI");
		assertThat(fifth.proposal()).hasValue("30分以内に同じ構成アイテムで5件 / 5 incidents on one CI within 30 minutes");
	}

	@Test
	void nameEveryReason() {
		MajorIncidentCase incident = new MajorIncidentCase("critical", TOP, TIER_ONE, 7);
		assertThat(fired(incident)).hasSize(2);
		assertThat(incident.proposal()).get().asString().contains("tier-1 CI", "7 incidents");
	}

	private List<String> fired(MajorIncidentCase incident) {
		return this.rules.apply("incident/major-incident", incident).rules();
	}

}
