package io.nagare.signin.factor;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.signin.PasswordAuthenticationService;
import io.nagare.signin.RefusalAuthenticationException;
import io.nagare.signin.SignIns;

/**
 * Sign-in at the form: with user name and password, and in a second step with a code
 * where the person has a second factor. It is no bean, because Spring Security would then
 * ask it twice.
 */
public final class FormAuthenticationProvider implements AuthenticationProvider {

	private static final String PASSED = FormAuthenticationProvider.class.getName() + ".passed";

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final PasswordAuthenticationService door;

	private final SignIns signIns;

	public FormAuthenticationProvider(PasswordAuthenticationService door, SignIns signIns) {
		this.door = door;
		this.signIns = signIns;
	}

	@Override
	public Authentication authenticate(Authentication asked) {
		if (!(asked.getDetails() instanceof Details details)) {
			throw new RefusalAuthenticationException(new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of()));
		}
		return RefusalAuthenticationException.carrying(() -> this.signIns.openSessionOf(enter(asked, details)));
	}

	private Caller enter(Authentication asked, Details details) {
		@Nullable String passed = details.passed;
		@Nullable String code = details.code;
		if (code == null) {
			return this.door.enter(asked.getName(), String.valueOf(asked.getCredentials()), null,
					details.getRemoteAddress());
		}
		if (passed == null) {
			throw new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of());
		}
		return this.door.enterBySecondFactor(passed, code, details.getRemoteAddress());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

	/**
	 * What the sign-in page asks next, as its query, after a step that did not let
	 * somebody in.
	 * @param kind the refusal; null where there is none
	 */
	public static String next(HttpServletRequest request, Refusal.@Nullable Kind kind) {
		if (kind == Refusal.Kind.SECOND_FACTOR_REQUIRED) {
			HttpSession session = request.getSession();
			request.changeSessionId();
			session.setAttribute(PASSED, new Passed(request.getParameter("username"), Instant.now()));
			return "?code";
		}
		String said = (kind == Refusal.Kind.RATE_LIMITED) ? "wait" : "error";
		return (request.getParameter("code") != null && passed(request) != null) ? "?code&" + said : "?" + said;
	}

	/** Who has shown his password a short while ago; null where nobody has. */
	private static @Nullable String passed(HttpServletRequest request) {
		@Nullable HttpSession session = request.getSession(false);
		return (session != null && session.getAttribute(PASSED) instanceof Passed passed
				&& Instant.now().isBefore(passed.at().plus(PATIENCE))) ? passed.username() : null;
	}

	private record Passed(String username, Instant at) implements Serializable {
	}

	/** What the form sends beside name and password, and what its session knows. */
	public static final class Details extends WebAuthenticationDetails {

		private static final long serialVersionUID = 1L;

		private final transient @Nullable String passed;

		private final transient @Nullable String code;

		public Details(HttpServletRequest request) {
			super(request);
			this.passed = FormAuthenticationProvider.passed(request);
			this.code = request.getParameter("code");
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
