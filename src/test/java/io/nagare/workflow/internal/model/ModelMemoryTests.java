package io.nagare.workflow.internal.model;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

import static org.assertj.core.api.Assertions.assertThat;

class ModelMemoryTests {

	private final ModelMemory<String, String> memory = new ModelMemory<>();

	@AfterEach
	void leaveTheTransaction() {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.clearSynchronization();
		}
	}

	@Test
	void keepsAnAnswerButNotThatThereIsNone() {
		assertThat(this.memory.answer("key", () -> null)).isNull();
		assertThat(this.memory.answer("key", () -> "1")).isEqualTo("1");
		assertThat(this.memory.answer("key", () -> "2")).isEqualTo("1");
		this.memory.forget();
		assertThat(this.memory.answer("key", () -> "2")).isEqualTo("2");
	}

	@Test
	void keepsNoAnswerReadBeforeAModelWasDeployed() {
		assertThat(this.memory.answer("key", () -> {
			this.memory.forget();
			return "1";
		})).isEqualTo("1");
		assertThat(this.memory.answer("key", () -> "2")).isEqualTo("2");
	}

	@Test
	void keepsNoAnswerReadBeforeTheDeploymentCouldBeSeen() {
		TransactionSynchronizationManager.initSynchronization();
		this.memory.forget();
		assertThat(this.memory.answer("key", () -> "1")).isEqualTo("1");
		TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);
		assertThat(this.memory.answer("key", () -> "2")).isEqualTo("2");
	}

}
