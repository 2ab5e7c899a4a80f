package io.nagare.api.input;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies of a type that stands for several. Spring fails over them while it looks
 * for who answers, so this stands before it.
 */
@Component
class ContentTypeFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver failures;

	ContentTypeFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
		this.failures = failures;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String type = request.getContentType();
		if (type != null && type.contains("*")) {
			this.failures.resolveException(request, response, null,
					new HttpMediaTypeNotSupportedException("No body is of several types"));
			return;
		}
		chain.doFilter(request, response);
	}

}
