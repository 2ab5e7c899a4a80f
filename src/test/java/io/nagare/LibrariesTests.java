package io.nagare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Adds up the sizes of the libraries in {@code nagare.jar}, by group of origin, before
 * the jar is packaged. Maven lists the libraries of scope runtime in
 * {@code runtime-classpath.txt}.
 */
@Tag("gate")
class LibrariesTests {

	private static final Logger LOG = LoggerFactory.getLogger(LibrariesTests.class);

	private static final Path CLASSPATH = Path
		.of(System.getProperty("nagare.runtime-classpath", "target/runtime-classpath.txt"));

	/** The libraries that {@code repackage} in pom.xml leaves out of nagare.jar. */
	private static final Pattern LEFT_OUT = Pattern.compile("/(io/zonky/test|org/tukaani/xz|org/checkerframework)/");

	private static final String OTHER = "other";

	/**
	 * The parts of a path in Maven's repository that tell the group; the first match
	 * counts.
	 */
	private static final Map<String, Pattern> GROUPS = new LinkedHashMap<>();

	static {
		group("camunda", "org/camunda|org/mybatis|joda-time");
		group("drools", "org/drools|org/kie|org/eclipse/jdt|com/github/javaparser");
		group("spring", "org/springframework");
		group("lucene", "org/apache/lucene");
		group("documents",
				"org/apache/poi|org/apache/pdfbox|io/github/openhtmltopdf|org/dhatim|org/apache/tika|org/jsoup");
		group("kafka", "org/apache/kafka");
		group("database",
				"org/hibernate/orm|net/bytebuddy|org/antlr|org/postgresql|org/flywaydb|com/zaxxer|redis/clients|io/lettuce");
		group("cryptography", "org/bouncycastle|com/google/crypto|com/webauthn4j|com/nimbusds");
		group("web", "org/apache/tomcat|org/glassfish/jersey|com/graphql-java|io/projectreactor|org/webjars|io/netty");
		group("commons", "org/apache/commons|commons-[a-z]+");
	}

	private static void group(String name, String origins) {
		GROUPS.put(name, Pattern.compile("/(" + origins + ")/"));
	}

	@TestFactory
	Stream<DynamicTest> keepTheirSize() throws IOException {
		Map<String, Map<String, Long>> sizes = sizes();
		Map<String, Long> sums = new TreeMap<>();
		sizes.forEach((group, files) -> sums.put(group, files.values().stream().mapToLong(Long::longValue).sum()));
		long sum = sums.values().stream().mapToLong(Long::longValue).sum();
		LOG.info("libraries of nagare.jar, kilobytes: all {}\n{}", kilobytes(sum), table(sums));
		List<DynamicTest> tests = new ArrayList<>();
		tests.add(dynamicTest("all", () -> Bounds.hold("libraries.kilobytes", kilobytes(sum), table(sums))));
		sums.forEach((group, bytes) -> tests.add(dynamicTest(group, () -> Bounds
			.hold("libraries." + group + ".kilobytes", kilobytes(bytes), table(sizes.getOrDefault(group, Map.of()))))));
		return tests.stream();
	}

	/** Returns the size of each library by group and name of its file. */
	private static Map<String, Map<String, Long>> sizes() throws IOException {
		assertThat(CLASSPATH).as("Maven writes it before it runs tests").exists();
		Map<String, Map<String, Long>> sizes = new TreeMap<>();
		for (String entry : Files.readString(CLASSPATH).strip().split(Pattern.quote(File.pathSeparator), -1)) {
			String path = entry.replace('\\', '/');
			if (path.endsWith(".jar") && !LEFT_OUT.matcher(path).find()) {
				Path file = Path.of(entry);
				sizes.computeIfAbsent(groupOf(path), (group) -> new TreeMap<>())
					.put(file.getFileName().toString(), Files.size(file));
			}
		}
		return sizes;
	}

	private static String groupOf(String path) {
		return GROUPS.entrySet()
			.stream()
			.filter((group) -> group.getValue().matcher(path).find())
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(OTHER);
	}

	private static long kilobytes(long bytes) {
		return bytes / 1000;
	}

	/** Returns a line for each size, the largest first. */
	private static String table(Map<String, Long> sizes) {
		return sizes.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map((size) -> "%,9d %s".formatted(kilobytes(size.getValue()), size.getKey()))
			.collect(Collectors.joining("\n"));
	}

}
