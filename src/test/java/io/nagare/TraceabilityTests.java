package io.nagare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the pages that name code, tests and decisions are up to date: everything they
 * name exists, so a page changes together with what it names.
 */
@Tag("gate")
class TraceabilityTests {

	private static final Path DOCS = Path.of("docs");

	private static final Path MAIN = Path.of("src/main/java");

	private static final Path TEST = Path.of("src/test/java");

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	private static final Path SETTINGS = Path.of("src/main/resources/application.yaml");

	private static final int DEMANDS = 310;

	private static final Pattern NAME = Pattern.compile("`([^`]+)`");

	private static final Pattern SUMS = Pattern.compile("Met: \\d+\\. In part: \\d+\\. Not yet: \\d+\\.");

	private static final Pattern DECISION = Pattern.compile("\\[[^\\]]+\\]\\(([^)]+\\.md)\\)");

	private static final Pattern RUNS_TESTS = Pattern
		.compile("@(Test|ParameterizedTest|RepeatedTest|Property|ArchTest)\\b");

	private static final Pattern CLASS = Pattern
		.compile("(?:[a-z]+\\.)?([A-Z][a-z]+(?:[A-Z][a-z]*)+|[A-Z][a-z]+(?=\\.))(?:\\.(\\w+))?");

	/** Classes of others that the pages speak of. */
	private static final Set<String> FOREIGN = Set.of("PathPatternRequestMatcher");

	private final Map<String, String> main = sources(MAIN);

	private final Map<String, String> tests = sources(TEST);

	/** One row of the page's tables. */
	private record Demand(String number, String text, String state, String code, String test) {

		static Demand of(String row) {
			String[] cells = row.substring(1, row.length() - 1).split("\\|", -1);
			assertThat(cells).as("cells of %s", row).hasSize(5);
			return new Demand(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
		}

		boolean met() {
			return this.state.equals("met") || this.state.startsWith("met otherwise: ");
		}

		boolean inPart() {
			return this.state.startsWith("in part: ");
		}

		boolean notYet() {
			return this.state.equals("not yet");
		}

	}

	@Test
	void everyDemandIsThereOnceAndInOrder() {
		List<String> given = demands().stream().map(Demand::number).toList();
		List<String> wanted = IntStream.rangeClosed(1, DEMANDS).mapToObj(Integer::toString).toList();
		List<String> wrong = new ArrayList<>();
		wanted.stream()
			.filter((number) -> !given.contains(number))
			.forEach((number) -> wrong.add(number + " is missing"));
		given.stream().filter((number) -> !wanted.contains(number)).forEach((number) -> wrong.add(number + " is none"));
		given.stream()
			.filter((number) -> Collections.frequency(given, number) > 1)
			.distinct()
			.forEach((number) -> wrong.add(number + " is there twice"));
		assertThat(wrong).isEmpty();
		assertThat(given).isEqualTo(wanted);
		assertThat(demands()).extracting(Demand::text).doesNotContain("");
	}

	@Test
	void everyStateSaysWhatItMust() {
		List<String> wrong = wrong((demand, found) -> {
			if (!demand.met() && !demand.inPart() && !demand.notYet()) {
				found.add("is neither met, nor met otherwise, nor in part, nor not yet: " + demand.state());
			}
			if (demand.met() && (names(demand.code()).isEmpty() || names(demand.test()).isEmpty())) {
				found.add("is met, and names no code or no test");
			}
			if (demand.notYet() && !(demand.code() + demand.test()).isEmpty()) {
				found.add("is not yet met, and names something all the same");
			}
			if (demand.state().startsWith("met otherwise") && !DECISION.matcher(demand.state()).find()) {
				found.add("is met otherwise, and names no decision");
			}
		});
		assertThat(wrong).isEmpty();
	}

	@Test
	void everyNameExists() {
		List<String> wrong = wrong((demand, found) -> {
			names(demand.code()).stream().flatMap(this::missingCode).forEach(found::add);
			names(demand.test()).stream().flatMap(this::missingTest).forEach(found::add);
			DECISION.matcher(demand.state())
				.results()
				.map((link) -> link.group(1))
				.flatMap((page) -> missing("page", page, Files.isRegularFile(DOCS.resolve(page))))
				.forEach(found::add);
		});
		assertThat(wrong).as("move or mend these names in docs/traceability.md").isEmpty();
	}

	@Test
	@Tag("generated")
	void theSumsAreRight() {
		List<Demand> demands = demands();
		Path page = DOCS.resolve("traceability.md");
		Generated.hold(page, SUMS.matcher(read(page))
			.replaceFirst("Met: %d. In part: %d. Not yet: %d.".formatted(demands.stream().filter(Demand::met).count(),
					demands.stream().filter(Demand::inPart).count(), demands.stream().filter(Demand::notYet).count())));
	}

	@Test
	void everyDecisionIsListed() throws IOException {
		List<String> listed = DECISION.matcher(read(DOCS.resolve("adr/README.md")))
			.results()
			.map((link) -> link.group(1))
			.toList();
		try (Stream<Path> pages = Files.list(DOCS.resolve("adr"))) {
			assertThat(listed).containsExactlyInAnyOrderElementsOf(pages.map((page) -> page.getFileName().toString())
				.filter((page) -> !page.equals("README.md"))
				.toList());
		}
	}

	/** {@code SomeTests}, {@code SomeTests.saysSomething}, or the method alone. */
	@Test
	void everyTestOfTheSecurityPageExists() {
		List<String> wrong = names(read(DOCS.resolve("security.md"))).stream()
			.filter((name) -> name.matches("[A-Z]\\w*Tests(\\.\\w+)?"))
			.flatMap((name) -> missingTest(name.replace('.', '#')))
			.collect(Collectors.toCollection(ArrayList::new));
		names(read(DOCS.resolve("security.md"))).stream()
			.map((name) -> name.startsWith(".") ? name.substring(1) : name)
			.filter((name) -> name.matches("[a-z]+([A-Z][a-z]*){2,}"))
			.flatMap((name) -> missing("test", name,
					this.tests.values().stream().anyMatch((source) -> source.contains("void " + name + "("))))
			.forEach(wrong::add);
		assertThat(wrong).as("mend these names in docs/security.md").isEmpty();
	}

	/** {@code SomeClass}, {@code SomeClass.member} or {@code module.SomeClass}. */
	@Test
	void everyClassOfTheDecisionsExists() throws IOException {
		List<String> wrong = new ArrayList<>();
		try (Stream<Path> files = Files.walk(DOCS)) {
			files.filter((file) -> file.toString().matches("docs/(adr/[\\w-]+|operations|security)\\.md"))
				.forEach((page) -> names(read(page)).stream()
					.map((name) -> CLASS.matcher(name.replaceFirst("\\(.*", "")))
					.filter(Matcher::matches)
					.forEach((name) -> {
						String source = this.main.getOrDefault(name.group(1), "")
								+ this.tests.getOrDefault(name.group(1), "");
						if ((source.isEmpty() && !FOREIGN.contains(name.group(1))) || (name.group(2) != null
								&& !Pattern.compile("\\b" + name.group(2) + "\\b").matcher(source).find())) {
							wrong.add(page + ": there is no " + name.group());
						}
					}));
		}
		assertThat(wrong).as("mend these names").isEmpty();
	}

	private static List<Demand> demands() {
		return read(DOCS.resolve("traceability.md")).lines()
			.filter((line) -> line.matches("\\| *\\d.*\\|"))
			.map(Demand::of)
			.toList();
	}

	private static List<String> wrong(BiConsumer<Demand, List<String>> check) {
		List<String> wrong = new ArrayList<>();
		for (Demand demand : demands()) {
			List<String> found = new ArrayList<>();
			check.accept(demand, found);
			found.forEach((what) -> wrong.add(demand.number() + " (" + demand.text() + "): " + what));
		}
		return wrong;
	}

	/** What is in backquotes. */
	private static List<String> names(String cell) {
		return NAME.matcher(cell).results().map((name) -> name.group(1)).toList();
	}

	private Stream<String> missingCode(String name) {
		if (name.endsWith(".sql")) {
			return missing("migration", name, Files.isRegularFile(MIGRATIONS.resolve(name)));
		}
		if (name.contains("/") || Files.exists(Path.of(name))) {
			return missing("file", name, Files.exists(Path.of(name)));
		}
		if (Character.isUpperCase(name.charAt(0))) {
			return missing("class", name, this.main.containsKey(name) || this.tests.containsKey(name));
		}
		return missing("key in application.yaml", name, settings().contains(name));
	}

	private Stream<String> missingTest(String name) {
		if (name.equals("pom.xml")) {
			return Stream.empty();
		}
		String type = name.replaceFirst("#.*", "");
		String source = this.tests.getOrDefault(type, "");
		if (!RUNS_TESTS.matcher(source).find()) {
			return Stream.of("there is no test class " + type);
		}
		return type.equals(name) ? Stream.empty()
				: missing("test", name, source.contains("void " + name.replaceFirst(".*#", "") + "("));
	}

	private static Stream<String> missing(String what, String name, boolean exists) {
		return exists ? Stream.empty() : Stream.of("there is no " + what + " " + name);
	}

	/** The sources by their simple names; where two have the same one, both together. */
	private static Map<String, String> sources(Path root) {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						TraceabilityTests::read, String::concat));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> settings() {
		Set<String> keys = new HashSet<>();
		collect("", new Yaml().load(read(SETTINGS)), keys);
		return keys;
	}

	private static void collect(String path, @Nullable Object value, Set<String> keys) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, below) -> collect(path.isEmpty() ? key.toString() : path + "." + key, below, keys));
		}
		else {
			keys.add(path);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
