package io.nagare.api;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import io.nagare.shared.Refusal;

/**
 * Knows no address that spells a door in a roundabout way, such as
 * {@code /%65ngine-rest}. Tomcat would find the door, but Spring stumbles over it before
 * any of its own filters can look.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainPathFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver errors;

	PlainPathFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
		this.errors = errors;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + doorOf(request));
	}

	/** Where the servlet stands; empty for one that serves everything. */
	private static String doorOf(HttpServletRequest request) {
		String pattern = request.getHttpServletMapping().getPattern();
		return pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : "";
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		this.errors.resolveException(request, response, null, Refusal.notFound());
	}

}
