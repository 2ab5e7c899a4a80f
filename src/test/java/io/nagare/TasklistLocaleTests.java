package io.nagare;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares our texts and settings of Tasklist with those inside the engine's jar. */
@Tag("gate")
class TasklistLocaleTests {

	private static final String TASKLIST = "META-INF/resources/webjars/camunda/app/tasklist/";

	/** What a translation has to carry over: parameters, moment's %s and %d, markup. */
	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*\\w+\\s*}}|%\\w|</?(?:a|br)\\b[^>]*>|&\\w+;");

	@Test
	void speaksOfTheSameThingsInJapaneseAsTheEngineDoesInEnglish() throws IOException {
		assertThat(texts(ours("locales/ja.json")).keySet())
			.containsExactlyElementsOf(texts(engines("locales/en.json")).keySet());
	}

	@Test
	void keepsEveryPlaceholderInJapanese() throws IOException {
		Map<String, String> english = texts(ours("locales/en.json"));
		texts(ours("locales/ja.json")).forEach((key, japanese) -> {
			String original = english.getOrDefault(key, "");
			assertThat(placeholders(japanese)).as(key).containsExactlyInAnyOrderElementsOf(placeholders(original));
			assertThat(japanese.isBlank()).as(key).isEqualTo(original.isBlank());
		});
	}

	@Test
	void hasEveryTextOfTheEngineInEnglishAndNamesItNowhere() throws IOException {
		Map<String, String> engines = texts(engines("locales/en.json"));
		Map<String, String> ours = texts(ours("locales/en.json"));
		assertThat(ours.keySet()).containsExactlyElementsOf(engines.keySet());
		ours.entrySet().removeAll(engines.entrySet());
		assertThat(ours).containsKeys("/labels/APP_VENDOR", "/labels/FIRST_LOGIN_HEADING");
		assertThat(ours.values()).noneMatch((text) -> text.contains("Camunda"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "locales/ja.json", "locales/en.json" })
	void showsNoEndOfLifeBanner(String locale) throws IOException {
		assertThat(texts(ours(locale))).containsEntry("/labels/BANNER_CE_EOL_TEXT", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "locales/ja.json", "locales/en.json", "scripts/config.js", "scripts/nagare-ticket.js",
			"scripts/nagare-calendar.js", "scripts/nagare-sign-in.js", "styles/user-styles.css" })
	void startsNoFileWithAByteOrderMark(String file) throws IOException {
		assertThat(read(ours(file))).isNotEmpty().doesNotStartWith("\uFEFF");
	}

	/**
	 * The page declares no charset for its style sheet, so that another than ASCII would
	 * be guessed.
	 */
	@Test
	void writesTheStyleSheetInAscii() throws IOException {
		assertThat(read(ours("styles/user-styles.css"))).matches("\\p{ASCII}*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "locales/en.json", "scripts/config.js", "styles/user-styles.css" })
	void findsOurFileBeforeTheEngines(String file) throws IOException {
		assertThat(getClass().getClassLoader().getResource(TASKLIST + file)).isEqualTo(ours(file));
	}

	@Test
	void namesOnlyFilesThatExist() throws IOException {
		String config = read(ours("scripts/config.js"));
		List<String> locales = strings(config, "availableLocales");
		assertThat(locales).contains("ja", "en").allSatisfy((locale) -> ours("locales/" + locale + ".json"));
		assertThat(config).contains("fallbackLocale: words('ja', 'en')");
		assertThat(strings(config, "customScripts")).isNotEmpty().allSatisfy(TasklistLocaleTests::ours);
	}

	@ParameterizedTest
	@ValueSource(strings = { "scripts/nagare-ticket.js", "scripts/nagare-calendar.js", "scripts/nagare-sign-in.js" })
	void writesDataAsTextAndNeverAsMarkup(String script) throws IOException {
		assertThat(read(ours(script))).doesNotContainPattern(
				"innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\(|new Function");
	}

	private static List<String> placeholders(String text) {
		return PLACEHOLDER.matcher(text).results().map(MatchResult::group).toList();
	}

	/** The strings of a list in a script: {@code name: ['a', 'b']}. */
	private static List<String> strings(String script, String name) {
		String list = Pattern.compile(name + ": \\[([^]]*)]")
			.matcher(script)
			.results()
			.map((found) -> found.group(1))
			.findFirst()
			.orElseThrow(() -> new AssertionError(name + " is missing"));
		return Pattern.compile("'([^']*)'").matcher(list).results().map((found) -> found.group(1)).toList();
	}

	/** Every text with its path, by path. */
	private static Map<String, String> texts(URL file) throws IOException {
		Map<String, String> texts = new TreeMap<>();
		collect("", new ObjectMapper().readTree(read(file).replace("\uFEFF", "")), texts);
		return texts;
	}

	private static void collect(String path, JsonNode node, Map<String, String> texts) {
		if (node.isObject()) {
			node.properties()
				.forEach((property) -> collect(path + "/" + property.getKey(), property.getValue(), texts));
		}
		else if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				collect(path + "/" + i, node.get(i), texts);
			}
		}
		else {
			texts.put(path, node.asText());
		}
	}

	private static URL ours(String file) throws IOException {
		return one(file, false);
	}

	private static URL engines(String file) throws IOException {
		return one(file, true);
	}

	private static URL one(String file, boolean engines) throws IOException {
		List<URL> found = new ArrayList<>(
				Collections.list(TasklistLocaleTests.class.getClassLoader().getResources(TASKLIST + file)));
		found.removeIf((url) -> url.getPath().contains("camunda-webapp-webjar") != engines);
		assertThat(found).as(file).hasSize(1);
		return found.get(0);
	}

	private static String read(URL file) throws IOException {
		try (InputStream in = file.openStream()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
