package io.nagare.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scheduled work holds a lock while it goes through the tenants, and what a test asks for
 * itself meanwhile is not done. So none runs by itself in tests.
 */
class ScheduleSettingsTests {

	@Test
	void leaveAllScheduledWorkToTheTestThatIsAboutIt() {
		Properties tested = settings("application-test.yaml");
		assertThat(names(settings("application.yaml"))).hasSizeGreaterThan(20)
			.allSatisfy((name) -> assertThat(tested.getProperty(name)).as(name).isEqualTo("-"));
	}

	/** Whoever looks whether all is whole changes nothing, beside nodes that work. */
	@Test
	void leaveNothingToTheAuditThatIsDoneBySchedule() {
		Properties audit = settings("application-audit.yaml");
		assertThat(audit.getProperty("nagare.search.open")).isEqualTo("false");
		assertThat(names(settings("application.yaml"))).hasSizeGreaterThan(20).allSatisfy((name) -> {
			assertThat(scheduled(name, new Properties())).as(name).isEqualTo(1);
			assertThat(scheduled(name, audit)).as(name).isZero();
		});
	}

	@Test
	void holdForAllSinceOnePlaceLetsThingsBeDoneBySchedule() throws IOException {
		try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
			assertThat(sources.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> read(file).contains("@EnableScheduling"))
				.map((file) -> file.getFileName().toString())).containsExactly("SchedulerLocks.java");
		}
	}

	/** How many things are done by schedule where one has the schedule of that name. */
	private static long scheduled(String name, Properties profile) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			MutablePropertySources sources = context.getEnvironment().getPropertySources();
			sources.addFirst(new MapPropertySource("work", Map.of("work", "${" + name + "}")));
			sources.addLast(new PropertiesPropertySource("profile", profile));
			sources.addLast(new PropertiesPropertySource("all", settings("application.yaml")));
			context.registerBean(DataSource.class, SimpleDriverDataSource::new);
			context.registerBean(ThreadPoolTaskSchedulerBuilder.class, () -> new ThreadPoolTaskSchedulerBuilder());
			context.register(SchedulerLocks.class, Work.class);
			context.refresh();
			return context.getBeansOfType(ScheduledTaskHolder.class)
				.values()
				.stream()
				.flatMap((holder) -> holder.getScheduledTasks().stream())
				.distinct()
				.count();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> names(Properties settings) {
		return settings.stringPropertyNames().stream().filter((name) -> name.startsWith("nagare.schedule."));
	}

	private static Properties settings(String file) {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ClassPathResource(file));
		Properties settings = yaml.getObject();
		assertThat(settings).isNotNull();
		return settings;
	}

	/** Done by the schedule of one name. */
	static class Work {

		@Scheduled(cron = "${work}")
		void work() {
		}

	}

}
