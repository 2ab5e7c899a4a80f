package io.nagare.api;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nagare.shared.Refusal;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class MessagesTests {

	private static final Pattern DETAIL = Pattern
		.compile("(?:Detail\\.of|Refusal\\.(?:invalid|conflict|forbidden))\\([^,()]+,\\s*\"(\\w+)\"");

	private final Properties english = read("messages.properties");

	private final Properties japanese = read("messages_ja.properties");

	@Test
	void sayTheSameThingsInBothLanguages() {
		assertThat(this.japanese.keySet()).containsExactlyInAnyOrderElementsOf(this.english.keySet());
	}

	@Test
	void mentionTheSameValuesInBothLanguages() {
		this.english.forEach(
				(key, sentence) -> assertThat(formats(this.japanese.getProperty(key.toString()))).as(key.toString())
					.isEqualTo(formats(sentence.toString())));
	}

	@Test
	void sayEveryKindOfRefusal() {
		assertThat(this.english.keySet())
			.containsAll(Arrays.stream(Refusal.Kind.values()).map((kind) -> "refusal." + kind.name()).toList());
	}

	@Test
	void sayEveryDetailThatTheCodeGives() throws IOException {
		Set<String> codes = new TreeSet<>();
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			for (Path source : sources.filter((file) -> file.toString().endsWith(".java")).toList()) {
				DETAIL.matcher(Files.readString(source)).results().map((found) -> found.group(1)).forEach(codes::add);
			}
		}
		assertThat(codes).isNotEmpty()
			.allSatisfy((code) -> assertThat(this.english.keySet()).contains("detail." + code));
	}

	/** MessageFormat would swallow it, but only in sentences that mention a value. */
	@Test
	void useNoApostrophe() {
		assertThat(this.english.values()).noneMatch((sentence) -> sentence.toString().contains("'"));
		assertThat(this.japanese.values()).noneMatch((sentence) -> sentence.toString().contains("'"));
	}

	private static int formats(String sentence) {
		return new MessageFormat(sentence, Locale.ROOT).getFormatsByArgumentIndex().length;
	}

	private static Properties read(String bundle) {
		Properties properties = new Properties();
		try (Reader reader = new InputStreamReader(new ClassPathResource(bundle).getInputStream(),
				StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return properties;
	}

}
