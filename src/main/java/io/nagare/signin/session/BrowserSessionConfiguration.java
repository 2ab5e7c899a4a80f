package io.nagare.signin.session;

import java.time.Duration;
import java.util.EnumSet;

import jakarta.servlet.SessionTrackingMode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.transaction.support.TransactionOperations;

import io.nagare.signin.SecuritySettings;

/**
 * Where the session of a browser is kept: in the database, or in Redis by configuration,
 * so that any node serves any browser. A request that brings an access token has no use
 * for one and reads none.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
public class BrowserSessionConfiguration {

	private static final String COOKIE = "NAGARE-SESSION";

	private static final String STORE = "nagare.sessions.store";

	private static final Duration IDLE = Duration.ofMinutes(30);

	/** Reads in one statement: what a session holds belongs to no tenant. */
	@Bean
	@ConditionalOnProperty(name = STORE, havingValue = "jdbc", matchIfMissing = true)
	SessionRepository<?> sessionsInDatabase(JdbcOperations jdbc) {
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
	 * signed in. The name is Nagare's own, because browsers send the cookies of all
	 * applications of a host to each of them, whatever its port. Over TLS the prefix
	 * {@code __Host-} (RFC 6265bis) keeps other hosts of the domain from setting it; it
	 * demands {@code Secure}, {@code Path=/} and no {@code Domain}.
	 */
	@Bean
	public CookieSerializer sessionCookie(SecuritySettings settings) {
		DefaultCookieSerializer cookie = new DefaultCookieSerializer();
		cookie.setCookieName(settings.secureCookies() ? "__Host-" + COOKIE : COOKIE);
		cookie.setCookiePath("/");
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

	/** Redis, reached as Spring Boot's own settings say. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = STORE, havingValue = "redis")
	@Import(RedisAutoConfiguration.class)
	static class InRedis {

		/** What has expired Redis removes by itself. */
		@Bean
		SessionRepository<?> sessionsInRedis(RedisConnectionFactory redis) {
			RedisTemplate<String, Object> template = new RedisTemplate<>();
			template.setConnectionFactory(redis);
			template.setKeySerializer(RedisSerializer.string());
			template.setHashKeySerializer(RedisSerializer.string());
			template.setHashValueSerializer(new JdkSerializationRedisSerializer(new SerializingConverter(),
					new DeserializingConverter(new SessionDeserializer())));
			template.afterPropertiesSet();
			RedisSessionRepository stored = new RedisSessionRepository(template);
			stored.setDefaultMaxInactiveInterval(IDLE);
			stored.setRedisKeyNamespace("nagare");
			return new BrowserSessions<>(stored, () -> {
			});
		}

	}

}
