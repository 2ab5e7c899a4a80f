package io.nagare.artefact;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of libraries in the jar, beside what {@code docs/security.md} says of their
 * versions.
 */
class DependencyTests {

	private static final Path JAR = Path.of(System.getProperty("nagare.jar", "target/nagare.jar"));

	private static final String LIST = "META-INF/sbom/application.cdx.json";

	/** A line of the page's table: the library, "≥" or "=", and the version. */
	private static final Pattern LINE = Pattern.compile("(?m)^\\| `([^`:]+:[^`]+)` \\| ([≥=]) ([\\w.]+) \\|");

	@Test
	void areOfTheVersionsThatTheirHolesDemand() throws IOException {
		Map<String, String> versions = versions();
		List<MatchResult> lines = LINE.matcher(Files.readString(Path.of("docs/security.md"))).results().toList();
		assertThat(lines).hasSizeGreaterThan(5);
		assertThat(lines).allSatisfy((line) -> {
			assertThat(versions).containsKey(line.group(1));
			int compared = Version.parse(versions.get(line.group(1))).compareTo(Version.parse(line.group(3)));
			assertThat(line.group(2).equals("=") ? compared == 0 : compared >= 0)
				.as("%s is %s", line.group(1), versions.get(line.group(1)))
				.isTrue();
		});
	}

	/** What stands inside the scripts of a library is on no list. */
	@Test
	void areNamedInTheNoticeWhereTheyStandInsideAnother() throws IOException {
		String notice = Files.readString(Path.of("NOTICE"));
		ClassPathResource licences = new ClassPathResource(
				"META-INF/resources/webjars/camunda/lib/deps.js.LICENSE.txt");
		ClassPathResource scripts = new ClassPathResource("META-INF/resources/webjars/camunda/lib/deps.js");
		assertThat(licences.getContentAsString(StandardCharsets.UTF_8)).contains("The HeroDevs NES License",
				"@license lodash@4.17.21");
		assertThat(scripts.getContentAsString(StandardCharsets.UTF_8)).contains("distribution:\"AngularJS NES\"",
				"full:\"1.9.9\"");
		assertThat(notice).contains("AngularJS NES 1.9.9", "HeroDevs NES License", "lodash 4.17.21");
	}

	@Test
	void areListedOneAndAll() throws IOException {
		List<String> listed = versions().entrySet()
			.stream()
			.map((library) -> library.getKey().replaceFirst(".*:", "") + "-" + library.getValue())
			.toList();
		try (ZipFile jar = new ZipFile(JAR.toFile())) {
			assertThat(jar.stream().map(ZipEntry::getName)).filteredOn((name) -> name.matches("BOOT-INF/lib/.+\\.jar"))
				// Spring Boot's packaging adds it
				.filteredOn((name) -> !name.contains("/spring-boot-jarmode-tools-"))
				.hasSizeGreaterThan(100)
				.allSatisfy(
						(name) -> assertThat(listed).anyMatch((library) -> name.startsWith("BOOT-INF/lib/" + library)));
		}
	}

	/** Group and name of each library, and its version. */
	private static Map<String, String> versions() throws IOException {
		try (ZipFile jar = new ZipFile(JAR.toFile())) {
			JsonNode list = new ObjectMapper().readTree(jar.getInputStream(jar.getEntry(LIST)));
			Map<String, String> versions = new TreeMap<>();
			list.path("components")
				.forEach((library) -> versions.put(library.path("group").asText() + ":" + library.path("name").asText(),
						library.path("version").asText()));
			return versions;
		}
	}

}
