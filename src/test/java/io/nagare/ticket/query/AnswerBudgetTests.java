package io.nagare.ticket.query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bounds what the texts of all answers take together. */
class AnswerBudgetTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final AnswerBudget budget = new AnswerBudget(4 * MEGABYTE);

	private static ServletRequestAttributes request() {
		ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
		RequestContextHolder.setRequestAttributes(request);
		return request;
	}

	@AfterEach
	void leave() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void isHeldUntilTheAnswerIsWritten() {
		ServletRequestAttributes slow = request();
		this.budget.take(500_000);
		this.budget.take(400_000);
		request();
		assertThatCode(() -> this.budget.take(30_000)).as("small ones are not counted").doesNotThrowAnyException();
		assertThatThrownBy(() -> this.budget.take(500_000)).isInstanceOf(Refusal.class)
			.extracting("kind")
			.isEqualTo(Refusal.Kind.UNAVAILABLE);
		slow.requestCompleted();
		assertThatCode(() -> this.budget.take(900_000)).doesNotThrowAnyException();
	}

	@Test
	void countsNothingOutsideOfRequests() {
		for (int i = 0; i < 10; i++) {
			this.budget.take(MEGABYTE);
		}
		request();
		assertThatCode(() -> this.budget.take(900_000)).doesNotThrowAnyException();
	}

}
