package io.nagare.workflow.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;
import io.nagare.shared.Trial;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever deploys waits for others who do, and for nobody's trial. */
@NagareTest
class DeploymentLockTests {

	private static final String TAKEN_AT_ONCE = """
			SELECT value_ FROM act_ge_property WHERE name_ = 'deployment.lock' FOR UPDATE NOWAIT""";

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	/** Whether another finds the lock free while this transaction has asked for it. */
	private boolean isFreeForOthers() {
		new EngineCommands(this.engine).run(() -> {
			Context.getCommandContext().getPropertyManager().acquireExclusiveLock();
			return this;
		});
		return CompletableFuture.supplyAsync(() -> Tenancy.asPlatform(this::canBeTaken)).join();
	}

	private boolean canBeTaken() {
		try {
			return new Transactions(this.transactions).get(() -> !this.jdbc.queryForList(TAKEN_AT_ONCE).isEmpty());
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	@Test
	void isLeftToOthersByATrialAndHeldByADeployment() {
		Boolean tried = Tenancy
			.asPlatform(() -> Trial.of(this.transactions, Duration.ofMinutes(1), this::isFreeForOthers));
		assertThat(tried).isTrue();
		Boolean deployed = Tenancy.asPlatform(() -> new Transactions(this.transactions).get(() -> isFreeForOthers()));
		assertThat(deployed).isFalse();
	}

}
