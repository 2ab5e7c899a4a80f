package io.nagare.identity.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

class SessionCookiesTests {

	@Test
	void goThroughHttpsOnlyUnlessTheOperatorSaysOtherwise() throws ServletException {
		for (boolean secure : new boolean[] { true, false }) {
			MockServletContext context = new MockServletContext();
			new SessionCookies().sessionInCookieOnly(new SecuritySettings("", secure)).onStartup(context);
			assertThat(context.getSessionCookieConfig().isSecure()).isEqualTo(secure);
			assertThat(context.getSessionCookieConfig().isHttpOnly()).isTrue();
			assertThat(context.getEffectiveSessionTrackingModes()).containsExactly(SessionTrackingMode.COOKIE);
		}
	}

}
