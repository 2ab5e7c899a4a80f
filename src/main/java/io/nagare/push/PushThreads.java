package io.nagare.push;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Two threads that speak to push services, so that other events never wait for them. */
@Configuration(proxyBeanMethods = false)
class PushThreads {

	static final String NAME = "pushExecutor";

	@Bean(name = NAME, defaultCandidate = false)
	ThreadPoolTaskExecutor pushExecutor(ThreadPoolTaskExecutorBuilder builder) {
		return builder.corePoolSize(2).maxPoolSize(2).threadNamePrefix("push-").build();
	}

}
