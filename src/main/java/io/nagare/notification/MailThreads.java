package io.nagare.notification;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Two threads that speak to the mail server, so that other events never wait for it. */
@Configuration(proxyBeanMethods = false)
class MailThreads {

	static final String NAME = "mailExecutor";

	@Bean(name = NAME, defaultCandidate = false)
	ThreadPoolTaskExecutor mailExecutor(ThreadPoolTaskExecutorBuilder builder) {
		return builder.corePoolSize(2).maxPoolSize(2).threadNamePrefix("mail-").build();
	}

}
