package io.nagare.shared;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextsTests {

	private static final Pattern USE = Pattern
		.compile("(?:Texts\\s*\\.\\s*(?:label|both|find)|\\bword|\\boptions)\\(\"([a-z_.0-9]+)\"");

	@Test
	void saysATextInBothLanguages() {
		assertThat(Texts.label("change.note.condition", "山本 隆")).isEqualTo(new Label("山本 隆さんの条件", "Condition of 山本 隆"));
		assertThat(Texts.label("change.note.condition", new Label("委員", "a member")).en())
			.isEqualTo("Condition of a member");
		assertThat(Texts.both("change.note.condition", "A")).isEqualTo("Aさんの条件 / Condition of A");
	}

	@Test
	void refusesAKeyWithoutAText() {
		assertThatThrownBy(() -> Texts.label("change.note.nothing")).isInstanceOf(MissingResourceException.class);
	}

	@Test
	void hasEveryTextInBothLanguages() throws IOException {
		assertThat(keys("texts_ja.properties")).isEqualTo(keys("texts.properties"));
	}

	@Test
	void hasEveryTextThatTheCodeAsksForAndNoOther() throws IOException {
		Set<String> used = new TreeSet<>();
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			for (Path source : sources.filter((path) -> path.toString().endsWith(".java")).toList()) {
				USE.matcher(Files.readString(source)).results().map((found) -> found.group(1)).forEach(used::add);
			}
		}
		// what ends in a dot goes on with a word of a closed list
		Set<String> texts = keys("texts.properties");
		used.stream().filter((key) -> key.endsWith(".")).toList().forEach((prefix) -> {
			used.remove(prefix);
			assertThat(texts).anyMatch((key) -> key.startsWith(prefix));
			texts.stream().filter((key) -> key.startsWith(prefix)).forEach(used::add);
		});
		assertThat(used).isEqualTo(texts);
	}

	private static Set<String> keys(String file) throws IOException {
		Properties texts = new Properties();
		try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources", file), StandardCharsets.UTF_8)) {
			texts.load(reader);
		}
		return new TreeSet<>(texts.stringPropertyNames());
	}

}
