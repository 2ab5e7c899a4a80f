package io.nagare.signin;

import java.util.List;

import io.nagare.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers what a filter refuses in the same form as what a controller refuses. */
public final class RefusalEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final HandlerExceptionResolver resolver;

	private final boolean basic;

	private final String bearer;

	/**
	 * @param resolver renders refusals
	 * @param basic whether programs may also send a password with each request
	 */
	public RefusalEntryPoint(HandlerExceptionResolver resolver, boolean basic) {
		this(resolver, basic, "Bearer");
	}

	private RefusalEntryPoint(HandlerExceptionResolver resolver, boolean basic, String bearer) {
		this.resolver = resolver;
		this.basic = basic;
		this.bearer = bearer;
	}

	/**
	 * The same, where it also says how to get a token (RFC 9728).
	 * @param metadata the address of what describes the resource
	 */
	RefusalEntryPoint describedAt(String metadata) {
		return new RefusalEntryPoint(this.resolver, this.basic, "Bearer resource_metadata=\"" + metadata + "\"");
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex) {
		response.addHeader(HttpHeaders.WWW_AUTHENTICATE, this.bearer);
		// a browser that is asked for a password would then send it along with any page's
		// requests
		if (this.basic && request.getHeader("Sec-Fetch-Mode") == null) {
			response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Nagare\", charset=\"UTF-8\"");
		}
		answer(request, response, (ex instanceof RefusalAuthenticationException refused) ? refused.refusal()
				: new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of()));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex) {
		answer(request, response, (ex.getCause() instanceof Refusal refusal) ? refusal : Refusal.forbidden());
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
		// first: the answer's body may be on its way afterwards
		response.setStatus(refusal.kind().status());
		this.resolver.resolveException(request, response, null, refusal);
	}

}
