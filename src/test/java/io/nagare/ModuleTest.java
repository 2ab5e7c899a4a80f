package io.nagare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

import io.nagare.shared.TicketKinds;

/**
 * The module in whose package the test lies, with {@code directory}, {@code shared} and a
 * real PostgreSQL, without the engine, the web server and all other modules. It starts in
 * a fraction of the time. {@link ModularityTests} verifies the borders of modules.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("test")
@ApplicationModuleTest(mode = BootstrapMode.STANDALONE, verifyAutomatically = false,
		extraIncludes = { "database", "directory", "shared" }, webEnvironment = WebEnvironment.NONE)
@TestPropertySource(
		properties = "spring.autoconfigure.exclude=org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration,"
				+ "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration,"
				+ "org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration,"
				+ "org.springframework.boot.autoconfigure.graphql.GraphQlAutoConfiguration")
@Import(ModuleTest.NoTickets.class)
@Tag("spring")
public @interface ModuleTest {

	/**
	 * Permissions are made for the kinds of tickets, of which a module below them knows
	 * none.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	class NoTickets {

		@Bean
		@Fallback
		TicketKinds ticketKinds() {
			return (tenant) -> List.of();
		}

	}

}
