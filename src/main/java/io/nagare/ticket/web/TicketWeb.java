package io.nagare.ticket.web;

import java.util.List;

import io.nagare.ticket.TicketTypes;
import org.springframework.boot.autoconfigure.http.HttpMessageConverters;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Joins the types of tickets to Spring MVC. */
@Configuration(proxyBeanMethods = false)
class TicketWeb implements WebMvcConfigurer, WebMvcRegistrations {

	private final TicketTypes types;

	private final HttpMessageConverters converters;

	TicketWeb(TicketTypes types, HttpMessageConverters converters) {
		this.types = types;
		this.converters = converters;
	}

	@Override
	public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
		return new TypeRoutes(this.types);
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new TypeResolver(this.types));
		resolvers.add(new FieldsResolver(this.converters.getConverters(), this.types));
	}

}
