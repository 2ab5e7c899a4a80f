package io.nagare.intake.device;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class SnmpListenerTests {

	@Test
	void opensNoPortWhereNothingBeginsByItself() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("audit", Map.of("nagare.works-by-itself", "false")));
			context.register(SnmpListener.class);
			context.refresh();
			assertThat(context.getBeanNamesForType(SnmpListener.class)).isEmpty();
		}
	}

}
