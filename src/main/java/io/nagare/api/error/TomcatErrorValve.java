package io.nagare.api.error;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers in the contract's form what Tomcat refuses before any application is asked,
 * such as an address that cannot be read.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class TomcatErrorValve implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final ErrorAdvice advice;

	private final ObjectMapper json;

	TomcatErrorValve(ErrorAdvice advice, ObjectMapper json) {
		this.advice = advice;
		this.json = json;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new Valve()));
	}

	private final class Valve extends ErrorReportValve {

		@Override
		protected void report(Request request, Response response, @Nullable Throwable throwable) {
			if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
				return;
			}
			// an encoding that nobody knows is the caller's mistake
			int status = (response.getStatus() == HttpServletResponse.SC_NOT_IMPLEMENTED)
					? HttpServletResponse.SC_BAD_REQUEST : response.getStatus();
			ResponseEntity<ErrorBody> answer = TomcatErrorValve.this.advice
				.wentWrong(new ResponseStatusException(HttpStatusCode.valueOf(status)), request, response);
			try {
				if (answer == null) {
					response.finishResponse();
					return;
				}
				response.setStatus(answer.getStatusCode().value());
				answer.getHeaders()
					.forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
				response.getOutputStream().write(TomcatErrorValve.this.json.writeValueAsBytes(answer.getBody()));
				response.finishResponse();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
