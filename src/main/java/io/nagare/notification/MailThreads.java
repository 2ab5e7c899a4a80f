package io.nagare.notification;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Threads that speak to the mail server, so that other events never wait for it: two for
 * what is urgent, which so waits for no announcement to thousands, and two for the rest.
 */
@Configuration(proxyBeanMethods = false)
class MailThreads {

	static final String NAME = "mailExecutor";

	static final String URGENT = "urgentMailExecutor";

	@Bean(name = NAME, defaultCandidate = false)
	ThreadPoolTaskExecutor mailExecutor(ThreadPoolTaskExecutorBuilder builder) {
		return two(builder, "mail-");
	}

	@Bean(name = URGENT, defaultCandidate = false)
	ThreadPoolTaskExecutor urgentMailExecutor(ThreadPoolTaskExecutorBuilder builder) {
		return two(builder, "urgent-mail-");
	}

	private static ThreadPoolTaskExecutor two(ThreadPoolTaskExecutorBuilder builder, String prefix) {
		return builder.corePoolSize(2).maxPoolSize(2).threadNamePrefix(prefix).build();
	}

}
