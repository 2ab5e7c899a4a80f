package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what makes the sources hard to understand or the engine hard to upgrade. The
 * bounds are in {@code bounds.properties}.
 */
@Tag("gate")
class InsideTests {

	private static final Path SOURCES = Path.of("src/main/java/io/nagare");

	private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

	private static final Pattern PARAMETERS_OF_TYPES = Pattern.compile("<[^<>]*>");

	private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]+\\.(\\w+);$");

	/** Of each file its code, without comments. */
	private static final Map<Path, String> CODE = new TreeMap<>();

	@BeforeAll
	static void readSources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				CODE.put(file, COMMENTS.matcher(Files.readString(file)).replaceAll(""));
			}
		}
	}

	private static Map<Path, Integer> count(String pattern) {
		Pattern wanted = Pattern.compile(pattern);
		Map<Path, Integer> found = new TreeMap<>();
		CODE.forEach((file, code) -> {
			int hits = (int) wanted.matcher(code).results().count();
			if (hits > 0) {
				found.put(SOURCES.relativize(file), hits);
			}
		});
		return found;
	}

	private static int sum(Map<Path, Integer> found) {
		return found.values().stream().mapToInt(Integer::intValue).sum();
	}

	@Test
	void importNoMoreOfTheEnginesInside() {
		Map<Path, Integer> imports = count("(?m)^import (static )?org\\.camunda\\.[\\w.]*\\.impl\\.");
		Bounds.hold("inside.engine-imports", sum(imports), imports);
	}

	@Test
	void readNoMorePrivateFieldsOfTheEngine() {
		Map<Path, Integer> fields = count("PrivateField\\.|setAccessible|findVarHandle");
		Bounds.hold("inside.engine-private-fields", sum(fields), fields);
	}

	@Test
	void bindNothingToAThreadButTenantCallerAndBudgets() {
		assertThat(count("new \\w*ThreadLocal|ThreadLocal\\.with").keySet()).map(Path::toString)
			.containsExactly("rules/RuleBudget.java", "shared/Tenancy.java",
					"workflow/internal/check/CheckDeadline.java");
	}

	/** A record holds values, which nobody hands in but by its parts. */
	@Test
	void giveFewClassesEightCollaboratorsOrMore() {
		Map<Path, Integer> wide = new TreeMap<>();
		CODE.forEach((file, code) -> {
			String name = file.getFileName().toString().replace(".java", "");
			Pattern.compile("\\n\\t+(?:public |protected |private )?" + name + "\\(((?:[^()]|\\([^()]*\\))*)\\)\\s*\\{")
				.matcher(code)
				.results()
				.mapToInt(InsideTests::arguments)
				.filter((arguments) -> arguments >= 8 && !code.contains("record " + name + "("))
				.forEach((arguments) -> wide.put(SOURCES.relativize(file), arguments));
		});
		Bounds.hold("inside.wide-constructors", wide.size(), wide);
	}

	private static int arguments(MatchResult constructor) {
		String plain = constructor.group(1);
		while (PARAMETERS_OF_TYPES.matcher(plain).find()) {
			plain = PARAMETERS_OF_TYPES.matcher(plain).replaceAll("");
		}
		return plain.isBlank() ? 0 : plain.split(",").length;
	}

	/** A comment may name what nothing else does. */
	@Test
	void importNothingThatIsNotNamed() throws IOException {
		List<String> idle = new ArrayList<>();
		for (Path root : List.of(SOURCES, Path.of("src/test/java/io/nagare"))) {
			try (Stream<Path> files = Files.walk(root)) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					String text = Files.readString(file);
					String body = IMPORT.matcher(text).replaceAll("");
					IMPORT.matcher(text)
						.results()
						.filter((line) -> !Pattern.compile("\\b" + line.group(1) + "\\b").matcher(body).find())
						.forEach((line) -> idle.add(file + ": " + line.group().strip()));
				}
			}
		}
		assertThat(idle).isEmpty();
	}

	@Test
	void nameEachClassOnce() {
		assertThat(CODE.keySet()).map((file) -> file.getFileName().toString())
			.filteredOn((name) -> !name.equals("package-info.java"))
			.doesNotHaveDuplicates();
	}

}
