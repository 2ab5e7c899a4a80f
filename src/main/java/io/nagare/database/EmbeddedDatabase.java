package io.nagare.database;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Hands the embedded server to Spring Boot where Nagare was given no other: the
 * application connects as {@code nagare_app}, only Flyway as the owner.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.Chosen.class)
class EmbeddedDatabase {

	@Bean
	EmbeddedServer embeddedServer(@Value("${nagare.data-dir:data}") Path dataDirectory, DatabaseSettings settings) {
		return EmbeddedServer.start(dataDirectory.resolve("postgres"), settings);
	}

	@Bean
	JdbcConnectionDetails jdbcConnectionDetails(EmbeddedServer server) {
		return new JdbcConnectionDetails() {
			@Override
			public String getJdbcUrl() {
				return server.url();
			}

			@Override
			public String getUsername() {
				return EmbeddedServer.APP;
			}

			@Override
			public String getPassword() {
				return server.passwords().app();
			}
		};
	}

	@Bean
	FlywayConnectionDetails flywayConnectionDetails(EmbeddedServer server) {
		return new FlywayConnectionDetails() {
			@Override
			public String getJdbcUrl() {
				return server.url();
			}

			@Override
			public String getUsername() {
				return EmbeddedServer.OWNER;
			}

			@Override
			public String getPassword() {
				return server.passwords().owner();
			}
		};
	}

	/** The embedded server is asked for and no other data source is given. */
	static class Chosen implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return DatabaseSettings.embeddedIn(context.getEnvironment());
		}

	}

}
