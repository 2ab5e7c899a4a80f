package io.nagare.signin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.graphql.GraphQlAutoConfiguration;
import org.springframework.boot.autoconfigure.domain.EntityScan;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.test.context.ActiveProfiles;

import io.nagare.TestClock;

/**
 * Starts the server on a real port, with the demo's people and without the modules above
 * and the engine, whose servlets have stand-ins: only real servlets show whether a door
 * is locked. The time is the {@link TestClock}'s.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = WithIdentity.Application.class)
@ActiveProfiles("test")
@Import({ EngineStandIns.class, TestClock.class })
@Tag("spring")
public @interface WithIdentity {

	/**
	 * Identity and what it stands on; a test component, so that the whole application
	 * leaves it alone.
	 */
	@TestComponent
	@SpringBootConfiguration
	@EnableAutoConfiguration(exclude = { CamundaBpmAutoConfiguration.class, CamundaBpmRestJerseyAutoConfiguration.class,
			CamundaBpmWebappAutoConfiguration.class, GraphQlAutoConfiguration.class, RedisAutoConfiguration.class })
	@ComponentScan(
			basePackages = { "io.nagare.shared", "io.nagare.database", "io.nagare.cluster", "io.nagare.directory",
					"io.nagare.signin", "io.nagare.workforce", "io.nagare.api", "io.nagare.server" },
			excludeFilters = { @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
					// rosters count by calendars, which stand above
					@ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.nagare\\.workforce\\..*Roster.*"),
					@ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.nagare\\.workforce\\.roster\\..*") })
	@ConfigurationPropertiesScan({ "io.nagare.database", "io.nagare.cluster", "io.nagare.directory", "io.nagare.signin",
			"io.nagare.workforce", "io.nagare.api", "io.nagare.server" })
	@EntityScan({ "io.nagare.database", "io.nagare.directory", "io.nagare.signin", "io.nagare.workforce" })
	@EnableJpaRepositories({ "io.nagare.directory", "io.nagare.signin", "io.nagare.workforce" })
	class Application {

	}

}
