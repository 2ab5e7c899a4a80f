package io.nagare.workflow.internal.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.junit.jupiter.api.Test;

import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a model may use up within one command. */
class ModelBudgetTests {

	private final AtomicLong computed = new AtomicLong();

	private final ModelBudget budget = new ModelBudget(this.computed::get);

	private static ExecutionEntity ticket(String key) {
		ExecutionEntity process = new ExecutionEntity();
		process.setProcessInstance(process);
		process.setBusinessKey(key);
		return process;
	}

	private void computes(Duration time) {
		this.computed.addAndGet(time.toNanos());
	}

	@Test
	void endsWhatComputesTooLongForOneTicket() {
		ExecutionEntity ticket = ticket("one");
		this.budget.passes(ticket);
		computes(ModelBudget.MAX_TIME);
		this.budget.passes(ticket);
		computes(Duration.ofMillis(1));
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> this.budget.passes(ticket));
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MODEL_MISBEHAVED);
		assertThat(refusal.details()).extracting(Refusal.Detail::code).containsExactly("model_time");
	}

	/** One command may carry on with many, such as all children of an incident. */
	@Test
	void countsEachTicketByItself() {
		for (int i = 0; i < 20; i++) {
			computes(ModelBudget.MAX_TIME.dividedBy(2));
			ExecutionEntity ticket = ticket("ticket " + i);
			assertThatNoException().isThrownBy(() -> this.budget.passes(ticket));
		}
		computes(ModelBudget.MAX_TIME);
		assertThatThrownBy(() -> this.budget.passes(ticket("ticket 0"))).as("what it used up before counts")
			.isInstanceOf(Refusal.class);
	}

}
