package io.nagare.api;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nagare.shared.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("gate")
class MessagesTests {

	private static final Pattern DETAIL = Pattern
		.compile("(?:Detail\\.of|Refusal\\.(?:invalid|conflict|forbidden))\\([^,()]+,\\s*\"(\\w+)\"");

	private static final Pattern KEY = Pattern.compile("^([\\w.-]+)=", Pattern.MULTILINE);

	private final Properties english = read("messages.properties");

	@ParameterizedTest
	@ValueSource(strings = { "messages", "notices", "texts", "client" })
	void sayTheSameThingsInBothLanguages(String bundle) {
		assertThat(read(bundle + "_ja.properties").keySet())
			.containsExactlyInAnyOrderElementsOf(read(bundle + ".properties").keySet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "messages", "notices", "texts", "client" })
	void mentionTheSameValuesInBothLanguages(String bundle) {
		Properties japanese = read(bundle + "_ja.properties");
		read(bundle + ".properties")
			.forEach((key, sentence) -> assertThat(formats(japanese.getProperty(key.toString()))).as(key.toString())
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

	/**
	 * MessageFormat would swallow it, in messages only in sentences that mention a value.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "messages.properties", "messages_ja.properties", "notices.properties", "texts.properties",
			"texts_ja.properties", "notices_ja.properties", "client.properties", "client_ja.properties" })
	void useNoApostrophe(String bundle) {
		assertThat(read(bundle).values()).noneMatch((sentence) -> sentence.toString().contains("'"));
	}

	/** The later of two would be said for both. */
	@ParameterizedTest
	@ValueSource(strings = { "messages.properties", "messages_ja.properties", "notices.properties", "texts.properties",
			"texts_ja.properties", "notices_ja.properties", "client.properties", "client_ja.properties" })
	void haveEachKeyOnce(String bundle) throws IOException {
		List<String> keys = KEY.matcher(new ClassPathResource(bundle).getContentAsString(StandardCharsets.UTF_8))
			.results()
			.map((found) -> found.group(1))
			.toList();
		assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
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
