package io.nagare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client for Java, as the build generates it, works with the product, with nothing
 * beside it but Jackson.
 */
@NagareTest
class JavaClientTests {

	private static final Path HAND_WRITTEN = Path.of("src/client/java");

	private static final String JACKSON = Stream.of(JsonValue.class, JsonParser.class, ObjectMapper.class)
		.map((type) -> new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath())
		.collect(Collectors.joining(File.pathSeparator));

	@TempDir
	private static Path folder;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void generate() throws IOException {
		Path generated = folder.resolve("source");
		NodeScripts.node(Path.of("src/client/generate.mjs").toAbsolutePath().toString(),
				Path.of("openapi/openapi.json").toAbsolutePath().toString(), generated.toString());
		List<Path> sources = new ArrayList<>(sources(generated));
		sources.addAll(sources(HAND_WRITTEN));
		compile(sources, JACKSON, "-Xlint:all,-serial", "-Werror");
	}

	private static List<Path> sources(Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
	}

	private static void compile(List<Path> sources, String libraries, String... options) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> arguments = new ArrayList<>(List.of("--release", "17", "-encoding", "UTF-8", "-proc:none", "-d",
				folder.resolve("classes").toString(), "-cp", libraries));
		arguments.addAll(List.of(options));
		sources.forEach((source) -> arguments.add(source.toString()));
		assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
	}

	@Test
	void worksAsAProgramExpects() throws IOException, InterruptedException {
		run(Path.of("src/test/resources/client/ClientWalk.java"), "http://localhost:" + this.port,
				"java" + UUID.randomUUID().toString().substring(0, 8), "<no model");
	}

	/** The example in the guide works as it stands there. */
	@ParameterizedTest
	@ValueSource(strings = { "en", "ja" })
	void doesWhatTheGuideShows(String language) throws IOException, InterruptedException {
		String said = run(Files.writeString(folder.resolve("Example.java"),
				ClientProgram.example(language, "import io\\.nagare\\.sdk")));
		assertThat(said).containsPattern("INC[0-9]{7} new").contains("ACTION_NOT_OPEN").contains("assign");
	}

	private String run(Path program, String... arguments) throws IOException, InterruptedException {
		String classes = folder.resolve("classes") + File.pathSeparator + JACKSON;
		compile(List.of(program), classes);
		String name = program.getFileName().toString().replace(".java", "");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classes, name));
		command.addAll(List.of(arguments));
		return ClientProgram.run(this.port, command);
	}

}
