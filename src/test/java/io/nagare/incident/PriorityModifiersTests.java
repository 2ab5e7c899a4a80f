package io.nagare.incident;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.rules.Rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@NagareTest
class PriorityModifiersTests {

	private static final List<String> SCALE = List.of("critical", "high", "medium", "low");

	private static final boolean VIP = true;

	private static final int NO_CI = 0;

	@Autowired
	private Rules rules;

	@Test
	void leaveAnOrdinaryIncidentAlone() {
		PriorityCase incident = incident(!VIP, 2, "ネットワーク", "medium");
		assertThat(fired(incident)).isEmpty();
		assertThat(incident.priority()).isEqualTo("medium");
		assertThat(incident.reasons()).isEmpty();
	}

	@Test
	void raiseAVipsReportByOneStep() {
		PriorityCase incident = incident(VIP, NO_CI, null, "medium");
		assertThat(fired(incident)).containsExactly("VIP reporter");
		assertThat(incident.priority()).isEqualTo("high");
		assertThat(incident.reasons()).containsExactly("報告者がVIP / The reporter is a VIP");
	}

	@Test
	void raiseWhatConcernsATierOneCiByOneStep() {
		PriorityCase incident = incident(!VIP, 1, null, "low");
		assertThat(fired(incident)).containsExactly("tier-1 CI");
		assertThat(incident.priority()).isEqualTo("medium");
	}

	@Test
	void addUp() {
		PriorityCase incident = incident(VIP, 1, null, "low");
		assertThat(fired(incident)).containsExactlyInAnyOrder("VIP reporter", "tier-1 CI");
		assertThat(incident.priority()).isEqualTo("high");
		assertThat(incident.reasons()).hasSize(2);
	}

	@Test
	void endAtTheTop() {
		PriorityCase incident = incident(VIP, 1, "セキュリティ", "high");
		fired(incident);
		assertThat(incident.priority()).isEqualTo("critical");
	}

	@Test
	void giveNoReasonWhereTheTableDecidedTheTop() {
		PriorityCase incident = incident(VIP, 1, "セキュリティ", "critical");
		assertThat(fired(incident)).hasSize(3);
		assertThat(incident.priority()).isEqualTo("critical");
		assertThat(incident.reasons()).isEmpty();
	}

	@Test
	void letNoSecurityIncidentEndBelowHigh() {
		PriorityCase incident = incident(!VIP, NO_CI, "セキュリティ", "low");
		assertThat(fired(incident)).containsExactly("security category");
		assertThat(incident.priority()).isEqualTo("high");
		assertThat(incident.reasons()).containsExactly("セキュリティのカテゴリ / The category is security");
	}

	@Test
	void takeTheFloorForTheSumAndNotForAStep() {
		PriorityCase vip = incident(VIP, NO_CI, "セキュリティ", "medium");
		fired(vip);
		assertThat(vip.priority()).isEqualTo("high");
		assertThat(vip.reasons()).containsExactly("報告者がVIP / The reporter is a VIP");

		PriorityCase low = incident(VIP, NO_CI, "セキュリティ", "low");
		fired(low);
		assertThat(low.priority()).isEqualTo("high");
		assertThat(low.reasons()).hasSize(2);
	}

	@Test
	void workOnAnyScale() {
		PriorityCase numbers = new PriorityCase(VIP, 1, "セキュリティ", "P5", List.of("P1", "P2", "P3", "P4", "P5"));
		fired(numbers);
		assertThat(numbers.priority()).isEqualTo("P3");
		assertThat(numbers.reasons()).hasSize(2);
	}

	@Test
	void knowOnlyPrioritiesOfTheScale() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> incident(VIP, 1, null, "urgent"))
			.withMessageContaining("urgent");
	}

	private List<String> fired(PriorityCase incident) {
		return this.rules.apply("incident/priority-modifiers", incident).rules();
	}

	private static PriorityCase incident(boolean vip, int highestTier, @Nullable String rootCategory, String priority) {
		return new PriorityCase(vip, highestTier, rootCategory, priority, SCALE);
	}

}
