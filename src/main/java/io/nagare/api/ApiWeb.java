package io.nagare.api;

import java.time.Instant;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.nagare.api.input.CharacterInterceptor;
import io.nagare.api.input.EnumConverterFactory;
import io.nagare.api.input.IdempotencyInterceptor;
import io.nagare.api.input.IfMatchResolver;
import io.nagare.shared.Times;

/** Joins the parts of this module to Spring MVC. */
@Configuration(proxyBeanMethods = false)
class ApiWeb implements WebMvcConfigurer {

	private final IdempotencyInterceptor idempotency;

	ApiWeb(IdempotencyInterceptor idempotency) {
		this.idempotency = idempotency;
	}

	@Bean
	static LocaleResolver localeResolver() {
		return new CallerLanguage();
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new CharacterInterceptor())
			.addPathPatterns(ApiPaths.ROOT + "**", ApiPaths.TABLES + "**");
		registry.addInterceptor(this.idempotency)
			.addPathPatterns(ApiPaths.ROOT + "**", ApiPaths.TABLES + "**", ApiPaths.GRAPHQL);
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new IfMatchResolver());
	}

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, Instant.class, Times::instant);
		registry.addConverterFactory(new EnumConverterFactory());
	}

}
