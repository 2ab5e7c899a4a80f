package io.nagare.signin.limit;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

import io.nagare.cluster.CountExchange;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * No caller takes the whole node for himself: before anything costs something, each
 * address is counted, and behind the doors each signed-in caller, wherever he comes from.
 */
@Configuration(proxyBeanMethods = false)
class RequestLimits {

	private static final String PROBES = "/actuator/health";

	private final HandlerExceptionResolver resolver;

	private final CountExchange nodes;

	RequestLimits(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver, CountExchange nodes) {
		this.resolver = resolver;
		this.nodes = nodes;
	}

	/** A probe that is turned away would take the node out of rotation. */
	@Bean
	FilterRegistrationBean<Filter> addressLimit(LimitSettings settings) {
		return registered(new RequestLimit(settings.requestsPerAddress(), this.nodes, "requests-of-address"),
				(request) -> Optional.of(request)
					.filter((any) -> !any.getServletPath().startsWith(PROBES))
					.map(HttpServletRequest::getRemoteAddr),
				SecurityProperties.DEFAULT_FILTER_ORDER - 10);
	}

	/** How often one caller may ask, whatever way he does. */
	@Bean
	RequestLimit callerLimit(LimitSettings settings) {
		return new RequestLimit(settings.requestsPerUser(), this.nodes, "requests-of-caller");
	}

	@Bean
	FilterRegistrationBean<Filter> userLimit(RequestLimit callerLimit, CurrentCaller callers) {
		return registered(callerLimit, (request) -> callers.find().map((caller) -> caller.userId().toString()),
				SecurityProperties.DEFAULT_FILTER_ORDER + 1);
	}

	private FilterRegistrationBean<Filter> registered(RequestLimit limit,
			Function<HttpServletRequest, Optional<String>> key, int order) {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(new Gate(limit, key, this.resolver));
		filter.setOrder(order);
		return filter;
	}

	/** Counts requests by something about them; what has no key is not counted. */
	static final class Gate extends OncePerRequestFilter {

		private final RequestLimit limit;

		private final Function<HttpServletRequest, Optional<String>> key;

		private final HandlerExceptionResolver resolver;

		Gate(RequestLimit limit, Function<HttpServletRequest, Optional<String>> key,
				HandlerExceptionResolver resolver) {
			this.limit = limit;
			this.key = key;
			this.resolver = resolver;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			Optional<Refusal> refusal = this.key.apply(request).flatMap(this.limit::refusal);
			if (refusal.isPresent()) {
				this.resolver.resolveException(request, response, null, refusal.get());
			}
			else {
				chain.doFilter(request, response);
			}
		}

	}

}
