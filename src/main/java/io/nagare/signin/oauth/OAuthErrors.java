package io.nagare.signin.oauth;

import java.io.IOException;

import io.nagare.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Tells programs what is wrong in the form of RFC 6749, 5.2: a word, and the name of the
 * parameter at fault.
 */
final class OAuthErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	private final OAuth2ErrorHttpMessageConverter converter = new OAuth2ErrorHttpMessageConverter();

	/** A client that has not said who it is. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		answer(request, response, new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT));
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		SecurityContextHolder.clearContext();
		if (ex.getCause() instanceof Refusal refusal) {
			refusal.details()
				.forEach((detail) -> response.setHeader(HttpHeaders.RETRY_AFTER, detail.args().get(0).toString()));
		}
		answer(request, response, (ex instanceof OAuth2AuthenticationException known) ? known.getError()
				: new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, OAuth2Error error)
			throws IOException {
		ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
		answer.setStatusCode(status(error.getErrorCode()));
		boolean unproved = OAuth2ErrorCodes.INVALID_CLIENT.equals(error.getErrorCode());
		// a browser is never asked for a password
		if (unproved && request.getHeader(HttpHeaders.AUTHORIZATION) != null
				&& request.getHeader("Sec-Fetch-Mode") == null) {
			answer.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Nagare\", charset=\"UTF-8\"");
		}
		// whether it is the name or the secret that is wrong is nobody's business
		this.converter.write(new OAuth2Error(error.getErrorCode(), unproved ? null : error.getDescription(), null),
				MediaType.APPLICATION_JSON, answer);
	}

	private static HttpStatus status(String error) {
		return switch (error) {
			case OAuth2ErrorCodes.INVALID_CLIENT -> HttpStatus.UNAUTHORIZED;
			case ClientSecrets.TOO_OFTEN -> HttpStatus.TOO_MANY_REQUESTS;
			default -> HttpStatus.BAD_REQUEST;
		};
	}

}
