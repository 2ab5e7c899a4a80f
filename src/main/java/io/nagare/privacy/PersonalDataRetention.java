package io.nagare.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;

/** Removes what was kept for its time, of all tenants, each store by itself. */
@Component
public class PersonalDataRetention {

	private static final Logger LOG = LoggerFactory.getLogger(PersonalDataRetention.class);

	private final PersonalStoreRegistry registry;

	private final JdbcClient jdbc;

	private final Transactions transaction;

	PersonalDataRetention(PersonalStoreRegistry registry, JdbcClient jdbc, PlatformTransactionManager transactions) {
		this.registry = registry;
		this.jdbc = jdbc;
		this.transaction = new Transactions(transactions);
	}

	/** What fails for one store keeps no other from it. */
	@Scheduled(cron = "${nagare.schedule.purge}")
	@SchedulerLock(name = "purge")
	public void purge() {
		for (PersonalStore store : this.registry.stores()) {
			this.registry.keptFor(store).ifPresent((keep) -> {
				try {
					Tenancy.asPlatform(() -> this.transaction.run(() -> purge(store, keep)));
				}
				catch (RuntimeException ex) {
					LOG.error("Purging {} failed; the next attempt follows", store.name(), ex);
				}
			});
		}
	}

	private void purge(PersonalStore store, Duration keep) {
		@Nullable String sql = store.purges();
		if (sql != null) {
			int gone = this.jdbc.sql(sql).param("before", Instant.now().minus(keep).atOffset(ZoneOffset.UTC)).update();
			if (gone > 0) {
				LOG.info("Removed {} rows of {} older than {} days", gone, store.name(), keep.toDays());
			}
		}
	}

}
