package io.nagare.workflow.internal;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;
import io.nagare.workflow.internal.door.TaskFilters;
import io.nagare.workflow.internal.identity.EngineGrants;
import io.nagare.workflow.internal.model.ModelDeployer;

/**
 * Puts into the engine what the product brings: models, grants, task lists. All of it in
 * one transaction under one lock, so that of several nodes that start at once the first
 * does it and the others find it done.
 */
@Component
@ConditionalOnProperty(name = "nagare.prepare", matchIfMissing = true)
class EngineStart implements SmartInitializingSingleton {

	/** Any number that no other lock of the database has. */
	private static final long LOCK = 0x4e616761726500L;

	private final ModelDeployer models;

	private final EngineGrants grants;

	private final TaskFilters filters;

	private final JdbcTemplate jdbc;

	private final Transactions transaction;

	EngineStart(ModelDeployer models, EngineGrants grants, TaskFilters filters, JdbcTemplate jdbc,
			PlatformTransactionManager transactions) {
		this.models = models;
		this.grants = grants;
		this.filters = filters;
		this.jdbc = jdbc;
		this.transaction = new Transactions(transactions);
	}

	@Override
	public void afterSingletonsInstantiated() {
		Tenancy.asPlatform(() -> this.transaction.run(() -> {
			this.jdbc.queryForList("SELECT pg_advisory_xact_lock(?)", LOCK);
			this.models.deploy();
			this.grants.grant();
			this.filters.offer();
		}));
	}

}
