package io.nagare.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.session.web.http.CookieSerializer;

import io.nagare.signin.session.BrowserSessionConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class SessionCookiesTests {

	@Test
	void goThroughHttpsOnlyUnlessTheOperatorSaysOtherwise() throws ServletException {
		for (boolean secure : new boolean[] { true, false }) {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setContextPath("/desk");
			MockHttpServletResponse response = new MockHttpServletResponse();
			new BrowserSessionConfiguration().sessionCookie(new SecuritySettings("", secure))
				.writeCookieValue(new CookieSerializer.CookieValue(request, response, "a-session"));
			String cookie = response.getHeader("Set-Cookie");
			assertThat(cookie).startsWith(secure ? "__Host-NAGARE-SESSION=" : "NAGARE-SESSION=")
				.contains("Path=/;", "HttpOnly", "SameSite=Lax")
				.doesNotContain("Domain");
			assertThat(cookie.contains("Secure")).isEqualTo(secure);
		}
		MockServletContext context = new MockServletContext();
		new BrowserSessionConfiguration().sessionInCookieOnly().onStartup(context);
		assertThat(context.getEffectiveSessionTrackingModes()).containsExactly(SessionTrackingMode.COOKIE);
	}

}
