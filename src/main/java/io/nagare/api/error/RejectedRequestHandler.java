package io.nagare.api.error;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * Answers in the contract's form what Spring Security's guard refuses before anybody else
 * is asked. The way to the error page is closed to such a request: it would be refused
 * again.
 */
@Component
class RejectedRequestHandler implements RequestRejectedHandler {

	private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
			HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);

	private final ErrorAdvice advice;

	private final ObjectMapper json;

	RejectedRequestHandler(ErrorAdvice advice, ObjectMapper json) {
		this.advice = advice;
		this.json = json;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex)
			throws IOException {
		Exception meant = METHODS.contains(HttpMethod.valueOf(request.getMethod())) ? ex
				: new HttpRequestMethodNotSupportedException(request.getMethod());
		ResponseEntity<ErrorBody> answer = this.advice.wentWrong(meant, request, response);
		if (answer != null) {
			response.setStatus(answer.getStatusCode().value());
			answer.getHeaders().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
			response.getOutputStream().write(this.json.writeValueAsBytes(answer.getBody()));
		}
	}

}
