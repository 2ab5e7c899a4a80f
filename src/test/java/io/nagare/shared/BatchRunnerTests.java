package io.nagare.shared;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** One that fails takes nobody's turn. */
class BatchRunnerTests {

	@Test
	void letsEveryOneHaveItsTurnAndThrowsTheFirstFailure() {
		List<Integer> done = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> BatchRunner.of(List.of(1, 2, 3, 4), (number) -> {
			if (number % 2 == 1) {
				throw new IllegalStateException("no " + number);
			}
			done.add(number);
		})).withMessage("no 1").satisfies((first) -> assertThat(first.getSuppressed()).hasSize(1));
		assertThat(done).containsExactly(2, 4);
	}

}
