package io.nagare.trial;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class CaseDeploymentTrialTests {

	private static final Map<String, byte[]> FILES = Map.of("x.bpmn", "<x/>".getBytes(StandardCharsets.UTF_8));

	private final ModelCaseService cases = mock();

	private final CaseDeploymentTrial trial = new CaseDeploymentTrial(this.cases);

	private static ModelCaseService.Tried of(boolean tried, CaseDifference... differences) {
		return new ModelCaseService.Tried(UUID.randomUUID(), "x", "incident", tried, List.of(differences));
	}

	private Refusal refused() {
		return this.trial.refusal("x", FILES).orElseThrow();
	}

	@Test
	void letsPassWhatEveryCaseTriedWithoutADifference() {
		given(this.cases.tried(any(), any())).willReturn(List.of(of(true)));
		assertThat(this.trial.refusal("x", FILES)).isEmpty();
	}

	@Test
	void asksForTheWordWhereACaseStayedUntried() {
		given(this.cases.tried(any(), any())).willReturn(List.of(of(true), of(false)));
		Refusal refused = refused();
		assertThat(refused.details()).extracting(Refusal.Detail::code).containsExactly("cases_not_tried");
		Object word = refused.details().get(0).args().get(0);
		assertThat(this.trial.refusal("x " + word, FILES)).isEmpty();
	}

	@Test
	void tellsADifferenceAndWhatStayedUntriedWithOneWord() {
		given(this.cases.tried(any(), any()))
			.willReturn(List.of(of(true, new CaseDifference(1, "task_gone", true, "y")), of(false)));
		Refusal refused = refused();
		assertThat(refused.details()).extracting(Refusal.Detail::code)
			.containsExactly("cases_differ", "cases_not_tried", "case_differs");
		assertThat(refused.details().get(0).args()).isEqualTo(refused.details().get(1).args());
	}

	@Test
	void letsNothingPassWhileOthersTryOrWhenItTakesTooLong() {
		given(this.cases.tried(any(), any())).willThrow(Refusal.unavailable(5),
				Refusal.conflict("steps", "trial_too_long", 20));
		assertThat(refused().kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
		assertThat(refused().details()).extracting(Refusal.Detail::code).containsExactly("cases_not_tried");
	}

}
