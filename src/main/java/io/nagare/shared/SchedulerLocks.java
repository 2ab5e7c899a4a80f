package io.nagare.shared;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.sql.DataSource;

import jakarta.annotation.PreDestroy;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.support.KeepAliveLockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Housekeeping is scheduled on every node, and done by one of them at a time: whichever
 * takes its row of the table {@code shedlock} first, by the clock of the database. It
 * keeps the row while it works; of a node that died, or could not give it back, it is
 * free half a minute later.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableSchedulerLock(defaultLockAtMostFor = "PT30S")
class SchedulerLocks {

	/** No bean: Spring Boot would take it for the one that schedules. */
	private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "scheduler-locks");
		thread.setDaemon(true);
		return thread;
	});

	@Bean
	LockProvider lockProvider(DataSource database) {
		return new KeepAliveLockProvider(new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
			.withJdbcTemplate(new JdbcTemplate(database))
			.usingDbTime()
			.build()), this.keeper);
	}

	@PreDestroy
	void stop() {
		this.keeper.shutdownNow();
	}

}
