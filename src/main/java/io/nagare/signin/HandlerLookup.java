package io.nagare.signin;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Lets only Spring MVC look for a request's handler. Spring Security would do so before,
 * for matchers that ask Spring MVC; ours look at the path ({@link PathMatchers}), and the
 * search is as long as the API.
 */
@Configuration(proxyBeanMethods = false)
class HandlerLookup {

	@Bean
	static BeanPostProcessor onlyOneHandlerLookup(ApplicationContext context) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String name) {
				return (bean instanceof HandlerMappingIntrospector) ? new NoLookAhead(context) : bean;
			}

		};
	}

	private static final class NoLookAhead extends HandlerMappingIntrospector {

		private NoLookAhead(ApplicationContext context) {
			setApplicationContext(context);
		}

		@Override
		public Filter createCacheFilter() {
			return (request, response, chain) -> chain.doFilter(request, response);
		}

	}

}
