package io.nagare.workflow.internal.door;

import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.springframework.web.servlet.LocaleResolver;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.shared.RefusalWords;
import io.nagare.workflow.TicketWorkService;
import io.nagare.workflow.internal.EngineTables;

/** The filters before the engine's own doors, all of them behind Spring Security. */
@Configuration(proxyBeanMethods = false)
class EngineApiConfiguration {

	/** How the web applications name the engine's API among their servlets. */
	private static final String WEB_APPLICATIONS = "Engine Api";

	private static final String MOST_ANSWERS = "${camunda.bpm.generic-properties.properties.query-max-results-limit}";

	private static final int AFTER_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

	@Bean
	FilterRegistrationBean<Filter> webApplicationSignIn() {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
		filter.setInitParameters(Map.of(ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
				WebApplicationSignIn.class.getName()));
		filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
		filter.setOrder(AFTER_SECURITY);
		return filter;
	}

	/** Camunda's start page knows nothing of tickets; the portal is ours. */
	@Bean
	FilterRegistrationBean<Filter> welcome() {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
				(request, response, chain) -> ((HttpServletResponse) response)
					.sendRedirect(((HttpServletRequest) request).getContextPath() + "/"));
		filter.addUrlPatterns("/camunda/app/welcome/*");
		filter.setOrder(AFTER_SECURITY);
		return filter;
	}

	@Bean
	FilterRegistrationBean<EngineCallers> engineCallers(CurrentCaller callers, IdentityService identity) {
		FilterRegistrationBean<EngineCallers> filter = new FilterRegistrationBean<>(
				new EngineCallers(callers, identity));
		filter.addUrlPatterns("/engine-rest/*");
		filter.setOrder(AFTER_SECURITY);
		return filter;
	}

	@Bean
	FilterRegistrationBean<EngineApiFilter> engineDoor(CurrentCaller callers, EngineTables tables, Tenants tenants,
			TicketWorkService work, TaskFormData formData, LocaleResolver localeResolver,
			@Value(MOST_ANSWERS) int mostAnswers) {
		FilterRegistrationBean<EngineApiFilter> filter = new FilterRegistrationBean<>(
				new EngineApiFilter(callers, tables, tenants, work, formData, localeResolver, mostAnswers));
		filter.addUrlPatterns("/engine-rest/*", "/camunda/api/engine/*", "/camunda/api/cockpit/*");
		filter.setOrder(AFTER_SECURITY + 1);
		return filter;
	}

	/** By the names of the servlets: so it stands behind all filters that name paths. */
	@Bean
	FilterRegistrationBean<TaskCallFilter> taskCalls(TaskCallHandler calls, ExternalTaskCallHandler programs,
			EngineDialect dialect, RefusalWords words) {
		FilterRegistrationBean<TaskCallFilter> filter = new FilterRegistrationBean<>(
				new TaskCallFilter(calls, programs, dialect, words));
		filter.addServletNames(CamundaJerseyResourceConfig.class.getName(), WEB_APPLICATIONS);
		return filter;
	}

}
