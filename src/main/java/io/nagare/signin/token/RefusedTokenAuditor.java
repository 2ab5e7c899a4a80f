package io.nagare.signin.token;

import io.github.bucket4j.TimeMeter;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

import io.nagare.signin.SignInAuditEvent;
import io.nagare.signin.limit.LimitSettings;
import io.nagare.signin.limit.RequestLimit;

/**
 * Tells of tokens that were shown and open nothing: why, and from where, never the token.
 * Who shows many from one address is told of a few times a minute, so that nobody can
 * fill the record.
 */
@Component
public class RefusedTokenAuditor {

	private static final String BEARER = "bearer ";

	private final RequestLimit limit;

	private final ApplicationEventPublisher events;

	@Autowired
	RefusedTokenAuditor(LimitSettings settings, ApplicationEventPublisher events) {
		this(new RequestLimit(settings.refusedTokensPerAddress(), TimeMeter.SYSTEM_NANOTIME), events);
	}

	RefusedTokenAuditor(RequestLimit limit, ApplicationEventPublisher events) {
		this.limit = limit;
		this.events = events;
	}

	/** The same answer, but for what goes on record before it. */
	public AuthenticationEntryPoint before(AuthenticationEntryPoint answer) {
		return (request, response, ex) -> {
			String header = request.getHeader(HttpHeaders.AUTHORIZATION);
			if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
				refused(why(header.substring(BEARER.length()).strip(), ex), request.getRemoteAddr());
			}
			answer.commence(request, response, ex);
		};
	}

	/** One that was shown in another way. */
	public void refused(String why, String address) {
		if (this.limit.passes(address)) {
			this.events.publishEvent(SignInAuditEvent.tokenRefused(why));
		}
	}

	private static String why(String token, AuthenticationException ex) {
		if (!(ex instanceof OAuth2AuthenticationException)) {
			// it was good once, but the sign-in has ended or the person may not be here
			return "ended";
		}
		if (PersonalTokens.looksLikeOne(token)) {
			return "unknown";
		}
		if (ex.getCause() instanceof JwtValidationException invalid) {
			return invalid.getErrors().stream().anyMatch((error) -> error.getDescription().startsWith("Jwt expired"))
					? "expired" : "not_ours";
		}
		if (ex.getCause() instanceof BadJwtException) {
			return "forged";
		}
		return (ex instanceof InvalidBearerTokenException) ? "unknown" : "malformed";
	}

}
