package io.nagare.shared;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.sql.DataSource;

import jakarta.annotation.PreDestroy;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.support.KeepAliveLockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Housekeeping is scheduled on every node, and done by one of them at a time: whichever
 * takes its row of the table {@code shedlock} first, by the clock of the database. It
 * keeps the row while it works; of a node that died, or could not give it back, it is
 * free half a minute later.
 */
@Configuration(proxyBeanMethods = false)
class SchedulerLocks {

	/**
	 * The setting by which nothing begins by itself: no schedule, no listener at a port,
	 * nothing that follows what others do.
	 */
	static final String BY_ITSELF = "nagare.works-by-itself";

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

	/**
	 * The one place that lets anything be done by schedule, so that nothing is where it
	 * says so.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = BY_ITSELF, matchIfMissing = true)
	@EnableScheduling
	@EnableSchedulerLock(defaultLockAtMostFor = "PT30S")
	static class Schedules {

		/** Spring Boot's, which goes on where the clock is set back. */
		@Bean
		ThreadPoolTaskScheduler taskScheduler(ObjectProvider<ThreadPoolTaskSchedulerBuilder> builder) {
			return builder.getIfAvailable(ThreadPoolTaskSchedulerBuilder::new).configure(new SteadyScheduler());
		}

		/**
		 * With threads of its own, so that what takes long elsewhere keeps nobody
		 * waiting.
		 */
		@Bean(PromptWork.SCHEDULER)
		ThreadPoolTaskScheduler promptScheduler(ObjectProvider<ThreadPoolTaskSchedulerBuilder> builder) {
			return builder.getIfAvailable(ThreadPoolTaskSchedulerBuilder::new)
				.poolSize(2)
				.threadNamePrefix("prompt-")
				.configure(new SteadyScheduler());
		}

	}

}
