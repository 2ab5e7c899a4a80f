package io.nagare.signin.session;

import java.time.Duration;
import java.util.EnumSet;

import jakarta.servlet.SessionTrackingMode;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.transaction.support.TransactionOperations;

import io.nagare.signin.SecuritySettings;

/**
 * Where the session of a browser is kept: in the database, so that any node serves any
 * browser. A request that brings an access token has no use for one and reads none.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
public class BrowserSessionConfiguration {

	private static final Duration IDLE = Duration.ofMinutes(30);

	/** Reads in one statement: what a session holds belongs to no tenant. */
	@Bean
	SessionRepository<?> browserSessions(JdbcOperations jdbc) {
		JdbcIndexedSessionRepository stored = new JdbcIndexedSessionRepository(jdbc,
				TransactionOperations.withoutTransaction());
		stored.setDefaultMaxInactiveInterval(IDLE);
		stored.setCleanupCron(Scheduled.CRON_DISABLED);
		GenericConversionService conversion = new GenericConversionService();
		conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
		conversion.addConverter(byte[].class, Object.class, new DeserializingConverter(new SessionDeserializer()));
		stored.setConversionService(conversion);
		stored.afterPropertiesSet();
		return new BrowserSessions<>(stored, stored::cleanUpExpiredSessions);
	}

	/**
	 * Scripts can't read it. Lax, not strict: a link in a mail must find the reader
	 * signed in.
	 */
	@Bean
	public CookieSerializer sessionCookie(SecuritySettings settings) {
		DefaultCookieSerializer cookie = new DefaultCookieSerializer();
		cookie.setCookieName("JSESSIONID");
		cookie.setUseHttpOnlyCookie(true);
		cookie.setUseSecureCookie(settings.secureCookies());
		cookie.setSameSite("Lax");
		return cookie;
	}

	@Bean
	HttpSessionIdResolver sessionIds(CookieSerializer cookie) {
		return new CookieSessionIdResolver(cookie);
	}

	/** A session never stands in an address. */
	@Bean
	public ServletContextInitializer sessionInCookieOnly() {
		return (context) -> context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
	}

}
