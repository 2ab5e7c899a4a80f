package io.nagare.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.jersey.JerseyAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.jspecify.annotations.Nullable;

/**
 * The bare engine with its own REST API, without security or data: what the product could
 * reach at best. It runs the models in {@code bench/}, which are kept as they once were,
 * so that figures of different states of the product compare; the verbs do nothing.
 */
// no stereotype, or the product's own tests would find it
@ImportAutoConfiguration({ PropertyPlaceholderAutoConfiguration.class, ServletWebServerFactoryAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, DataSourceAutoConfiguration.class,
		DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, JerseyAutoConfiguration.class, CamundaBpmAutoConfiguration.class,
		CamundaBpmRestJerseyAutoConfiguration.class })
public class Ceiling {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(Ceiling.class).run(arguments);
	}

	@Bean
	IncidentVerbs incidentLifecycle() {
		return new IncidentVerbs();
	}

	@Bean
	MajorIncidentVerbs majorIncidentLifecycle() {
		return new MajorIncidentVerbs();
	}

	@Bean
	AlarmVerbs ticketAlarms() {
		return new AlarmVerbs();
	}

	@Bean
	ChangeVerbs changeLifecycle() {
		return new ChangeVerbs();
	}

	/** Answers as the product does for a plain incident, and keeps nothing. */
	public static final class IncidentVerbs {

		public String impactOf(String incident) {
			return "medium";
		}

		public String urgencyOf(String incident) {
			return "medium";
		}

		public String categoryOf(String incident) {
			return "ネットワーク";
		}

		public String subcategoryOf(String incident) {
			return "VPN";
		}

		public @Nullable String ciClassOf(String incident) {
			return null;
		}

		public void prioritise(String incident, String priority) {
		}

		public void route(String incident, @Nullable String team) {
		}

		public void agreeServiceLevels(String incident) {
		}

		public void proposeMajorIncident(String incident) {
		}

		public boolean isMajor(String incident) {
			return false;
		}

		public boolean isReopened(String incident) {
			return false;
		}

		public boolean hasTeam(String incident) {
			return true;
		}

		public void recordResolution(String incident, String resolution, String code) {
		}

		public Date autoCloseAt(String incident) {
			return Date.from(Instant.now().plus(7, ChronoUnit.DAYS));
		}

	}

	/** Sets the alarm and never lets it go off. */
	public static final class AlarmVerbs {

		public Date next(String ticket) {
			return Date.from(Instant.now().plus(7, ChronoUnit.DAYS));
		}

	}

	/** Never asked: no plain incident is major. */
	public static final class MajorIncidentVerbs {

	}

}
