package io.nagare.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

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

	@Test
	void saysThatAJarWithoutPostgresBringsNone(CapturedOutput output) {
		start(new FilteredClassLoader(EmbeddedPostgres.class), "--nagare.database.embedded=true");
		assertThat(output).contains("This jar brings no PostgreSQL along", "PostgreSQLが同梱されていません", "nagare-demo.jar");
	}

	private static void start(String... args) {
		start(DatabaseGivenTests.class.getClassLoader(), args);
	}

	private static void start(ClassLoader classes, String... args) {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(classes), DatabaseGiven.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatExceptionOfType(DatabaseNotGiven.class).isThrownBy(() -> application.run(args));
	}

}
