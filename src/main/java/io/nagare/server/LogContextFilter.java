package io.nagare.server;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nagare.shared.LogContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets the log tell which request, and which ticket, each of its lines is about. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LogContextFilter extends OncePerRequestFilter {

	/** An id or a number, and nothing else that an address may hold. */
	private static final Pattern TICKET = Pattern
		.compile("/api/v1/[a-z-]+/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]{3}[0-9]{7,10})(?:/.*)?");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		LogContext.put(LogContext.REQUEST, LogContext.id(request).toString());
		Matcher ticket = TICKET.matcher(request.getRequestURI());
		LogContext.put(LogContext.TICKET, ticket.matches() ? ticket.group(1) : null);
		try {
			chain.doFilter(request, response);
		}
		finally {
			LogContext.put(LogContext.REQUEST, null);
			LogContext.put(LogContext.TICKET, null);
			LogContext.put(LogContext.TENANT, null);
		}
	}

}
