package io.nagare.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.contract.Contract.Operation;
import io.nagare.shared.TicketKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the guides in both languages fit the product: calls in sentences fit
 * the contract, questions the schema of GraphQL, and what is for a shell runs. Programs
 * in other languages are run by the tests of what they call.
 */
@NagareTest
class GuideExampleTests {

	private static final Pattern SHELL = Pattern.compile("```(?:sh)?\\n([^`]*?curl [^`]*)```");

	/** In a block of its own, or in a program that subscribes. */
	private static final Pattern QUESTION = Pattern
		.compile("(?ms)^(?:query|mutation|subscription) \\{.*?(?=^(?:query|mutation|subscription) \\{|^```)"
				+ "|(?<=query: ')[^']+");

	/** As Nagios and Icinga fill it in. */
	private static final Pattern MACRO = Pattern.compile("\\$([A-Z]+[0-9]*)\\$");

	@LocalServerPort
	private int port;

	@Autowired
	private TicketKinds kinds;

	@Test
	void nameCallsFieldsAndWordsOfTheContract() throws IOException {
		Contract contract = Contract.committed(this.kinds);
		List<Operation> operations = contract.everything();
		List<GuideExample> examples = GuideExample.all();
		assertThat(examples).hasSizeGreaterThan(400);
		assertThat(examples.stream().flatMap((example) -> example.mistakes(contract, operations).stream())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "POST /incident {\"title\"}; no such call", "PUT /incidents/{id}; no such call",
					"GET /incidents/{id}/slas; no such call", "GET /incidents?stat=new; no parameter stat",
					"GET /{kind}/export?format=doc; format takes no doc",
					"POST /incidents {\"tilte\", \"priority\"}; no field tilte",
					"POST /views {\"kind\": \"incidents\", \"filtre\": \"view=mine\"}; no field filtre",
					"PATCH /notifications/{id} {\"is_read\": \"soon\"}; is_read takes no soon",
					"PUT /second-factor-rule {\"rolls\": [\"admin\"]}; no field rolls" })
	void areFoundWhereTheyAreWrong(String call, String mistake) {
		Contract contract = Contract.committed(this.kinds);
		assertThat(GuideExample.of("page", "Call `" + call + "`.")).singleElement()
			.satisfies((example) -> assertThat(example.mistakes(contract, contract.everything())).singleElement()
				.asString()
				.contains(mistake));
	}

	@Test
	void askGraphQlForWhatItsSchemaHas() throws IOException {
		GraphQLSchema schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser()
			.parse(Files.readString(Path.of("src", "main", "resources", "graphql", "schema.graphqls"))));
		Set<String> questions = new LinkedHashSet<>();
		for (Path page : GuideExample.pages()) {
			QUESTION.matcher(Files.readString(page)).results().map(MatchResult::group).forEach(questions::add);
		}
		assertThat(questions).hasSizeGreaterThan(4)
			.allSatisfy((question) -> assertThat(
					ParseAndValidate.parseAndValidate(schema, ExecutionInput.newExecutionInput(question).build())
						.getErrors())
				.isEmpty());
	}

	@Test
	void runInAShell(@TempDir Path folder) throws IOException, InterruptedException {
		Files.writeString(folder.resolve("incident.bpmn"),
				Files.readString(Path.of("processes", "incident", "incident.bpmn"))
					.replaceFirst("<bpmn:documentation>", "<bpmn:documentation>As the guide has it. "));
		Set<String> blocks = new LinkedHashSet<>();
		for (Path page : GuideExample.pages()) {
			SHELL.matcher(Files.readString(page)).results().map((found) -> found.group(1)).forEach(blocks::add);
		}
		assertThat(blocks).hasSizeGreaterThan(4);
		for (String block : blocks) {
			run(block, folder);
		}
	}

	/** What the server refuses ends it. */
	private void run(String block, Path folder) throws IOException, InterruptedException {
		String user = block.contains("/models/") ? "owner" : "agent1";
		String token = Api.at(this.port)
			.as(user)
			.post("/auth/tokens", "name", "guide", "expires_at", Instant.now().plusSeconds(600).toString())
			.data()
			.path("token")
			.asText();
		String script = MACRO
			.matcher(block.replaceAll("https?://(nagare\\.example(\\.jp)?|127\\.0\\.0\\.1:8080)",
					"http://localhost:" + this.port))
			.replaceAll((macro) -> Matcher.quoteReplacement(macro.group(1).startsWith("USER") ? token
					: macro.group(1).equals("SERVICESTATE") ? "CRITICAL" : "guide"));
		ProcessBuilder bash = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c",
				"curl() { command curl -f -S \"$@\"; }\n" + script)
			.directory(folder.toFile())
			.redirectErrorStream(true);
		bash.environment().putAll(Map.of("NAGARE", "http://localhost:" + this.port, "TOKEN", token));
		Process running = bash.start();
		running.getOutputStream().close();
		String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(running.exitValue()).as(block + said).isZero();
	}

}
