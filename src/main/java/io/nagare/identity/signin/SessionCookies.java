package io.nagare.identity.signin;

import java.util.EnumSet;

import jakarta.servlet.SessionTrackingMode;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.server.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a browser keeps its session. */
@Configuration(proxyBeanMethods = false)
class SessionCookies {

	/** Scripts can't read it, and it never stands in an address. */
	@Bean
	ServletContextInitializer sessionInCookieOnly(SecuritySettings settings) {
		return (context) -> {
			context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
			context.getSessionCookieConfig().setHttpOnly(true);
			context.getSessionCookieConfig().setSecure(settings.secureCookies());
		};
	}

	/** Lax, not strict: a link in a mail must find the reader signed in. */
	@Bean
	CookieSameSiteSupplier sessionOnOwnPagesOnly() {
		return CookieSameSiteSupplier.ofLax().whenHasName("JSESSIONID");
	}

}
