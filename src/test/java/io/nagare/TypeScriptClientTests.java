package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client for TypeScript, as the build packs it, types what programs send and read,
 * and works with the product.
 */
@NagareTest
class TypeScriptClientTests {

	private static final Path PORTAL = Path.of("src/main/frontend").toAbsolutePath();

	private static final Path PACKED = Path.of("target/typescript-client").toAbsolutePath();

	@TempDir
	private static Path folder;

	@LocalServerPort
	private int port;

	/** A program's own folder, with the client and what it stands on. */
	@BeforeAll
	static void install() throws IOException {
		NodeScripts.npm(PORTAL, "client");
		Path modules = Files.createDirectories(folder.resolve("node_modules"));
		assertThat(PACKED.resolve("nagare-client.tgz")).exists();
		Path client = Files.createDirectory(modules.resolve("nagare-client"));
		for (String file : List.of("package.json", "index.js", "index.d.ts", "problem.js", "problem.d.ts",
				"schema.d.ts")) {
			Files.copy(PACKED.resolve("package").resolve(file), client.resolve(file));
		}
		for (String library : List.of("openapi-fetch", "openapi-typescript-helpers", "@types")) {
			Files.createSymbolicLink(modules.resolve(library), PORTAL.resolve("node_modules").resolve(library));
		}
		Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
	}

	@Test
	void worksAsAProgramExpects() throws IOException, InterruptedException {
		Files.copy(Path.of("src/test/resources/client/client-walk.ts"), folder.resolve("walk.ts"),
				StandardCopyOption.REPLACE_EXISTING);
		run("walk", "http://localhost:" + this.port, ClientProgram.token(this.port),
				"ts" + UUID.randomUUID().toString().substring(0, 8));
	}

	/** The example in the guide works as it stands there. */
	@ParameterizedTest
	@ValueSource(strings = { "en", "ja" })
	void doesWhatTheGuideShows(String language) throws IOException, InterruptedException {
		Files.writeString(folder.resolve("example.ts"),
				ClientProgram.example(language, "import [^\n]* from 'nagare-client'"));
		assertThat(run("example")).containsPattern("INC[0-9]{7} new").contains("ACTION_NOT_OPEN").contains("assign");
	}

	/** Compiles as strictly as the compiler can, then runs. */
	private String run(String program, String... arguments) throws IOException, InterruptedException {
		Files.writeString(folder.resolve("tsconfig.json"), """
				{"compilerOptions": {"strict": true, "noUncheckedIndexedAccess": true, "skipLibCheck": true,
				"target": "ES2022", "lib": ["ES2023", "DOM", "DOM.Iterable"], "module": "NodeNext", "types": ["node"]},
				"files": ["%s.ts"]}""".formatted(program));
		ClientProgram.run(this.port,
				List.of("node", PORTAL.resolve("node_modules/typescript/bin/tsc").toString(), "-p", folder.toString()));
		List<String> command = new ArrayList<>(List.of("node", folder.resolve(program + ".js").toString()));
		command.addAll(List.of(arguments));
		return ClientProgram.run(this.port, command);
	}

}
