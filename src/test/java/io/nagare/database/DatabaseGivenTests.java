package io.nagare.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseGivenTests {

	@Test
	void saysInBothLanguagesThatNoDatabaseIsConfigured(CapturedOutput output) {
		start();
		assertThat(output).contains("Nagare was given no database", "データベースが指定されていません")
			.doesNotContain("\tat io.nagare");
	}

	@Test
	void saysThatTheOwnerIsMissing(CapturedOutput output) {
		start("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nagare");
		assertThat(output).contains("spring.flyway.user", "データベースの表を所有するロール");
	}

	private static void start(String... args) {
		SpringApplication application = new SpringApplication(DatabaseGiven.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatExceptionOfType(DatabaseNotGiven.class).isThrownBy(() -> application.run(args));
	}

}
