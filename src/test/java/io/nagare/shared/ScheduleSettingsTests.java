package io.nagare.shared;

import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

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

}
