package io.nagare.rules;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RulesTests {

	private static final String GREETING = """
			rule "greets"
			when
				$words : java.util.List( empty )
			then
				$words.add("hello");
			end
			""";

	@TempDir
	private Path folder;

	@Test
	void applyARuleSetByFolderAndFile() throws IOException {
		Rules rules = started(GREETING);
		List<String> words = new ArrayList<>();
		assertThat(rules.apply("test/greeting", words)).containsExactly("greets");
		assertThat(words).containsExactly("hello");
	}

	@Test
	void refuseARuleSetThatDoesNotExist() throws IOException {
		Rules rules = started(GREETING);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> rules.apply("test/parting"))
			.withMessageContaining("test/parting")
			.withMessageContaining("test/greeting");
	}

	@Test
	void endTheStartWhenTheyDoNotCompile() {
		assertThatExceptionOfType(BrokenRules.class)
			.isThrownBy(() -> started("\nrule \"broken\" when then nonsense end"))
			.withMessageContaining("rules/test/greeting.drl:");
	}

	private Rules started(String drl) throws IOException {
		Path file = this.folder.resolve("models/rules/test/greeting.drl");
		Files.createDirectories(file.getParent());
		Files.writeString(file, drl);
		URLClassLoader classes = new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
				getClass().getClassLoader());
		Rules rules = new Rules(new PathMatchingResourcePatternResolver(classes));
		rules.start();
		return rules;
	}

}
