package io.nagare.workflow;

import java.time.Instant;
import java.util.List;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.core.EventPublicationRepository;

/**
 * Spring Modulith reads every event that waits, however many there are, to deliver them
 * again and to name them in the log when a node stops. Here it is given some of them, and
 * none to be named.
 */
@Configuration(proxyBeanMethods = false)
class BoundedPublications {

	@Bean
	static BeanPostProcessor boundedPublicationRepository(ObjectProvider<WaitingPublications> waiting) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof EventPublicationRepository all) ? bounded(all, waiting) : bean;
			}

		};
	}

	private static Object bounded(EventPublicationRepository all, ObjectProvider<WaitingPublications> waiting) {
		MethodInterceptor some = (call) -> switch (call.getMethod().getName()) {
			case "findIncompletePublicationsPublishedBefore" ->
				waiting.getObject().take((Instant) call.getArguments()[0]);
			case "findIncompletePublications" -> List.of();
			default -> call.proceed();
		};
		ProxyFactory proxy = new ProxyFactory(EventPublicationRepository.class, some);
		proxy.setTarget(all);
		return proxy.getProxy();
	}

}
