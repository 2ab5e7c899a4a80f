package io.nagare.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Process models, decision tables and forms. */
@Command(mixinStandardHelpOptions = true)
final class ModelCommands implements Runnable {

	private final NagareClient client;

	@Spec
	private @Nullable CommandSpec spec;

	ModelCommands(NagareClient client) {
		this.client = client;
	}

	/** Without a command there is nothing to do. */
	@Override
	public void run() {
		if (this.spec != null) {
			throw new ParameterException(this.spec.commandLine(), this.client.words().of("command_missing"));
		}
	}

	/** Says what the deployment check finds; nothing is deployed. */
	@Command(mixinStandardHelpOptions = true)
	static final class Check implements Callable<Integer> {

		private final NagareClient client;

		@Parameters(paramLabel = "FILE", arity = "1..*")
		private List<Path> files = List.of();

		Check(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			JsonNode checked = this.client.server().post("/models/check", Map.of(), this.files).path("data");
			if (!this.client.isPrinted(checked)) {
				checked.path("findings")
					.forEach((finding) -> this.client.out()
						.printf("%s: %s %s: %s%n", finding.path("severity").asText(), finding.path("file").asText(),
								finding.path("element").asText(""), finding.path("message").asText()));
				this.client.out()
					.println(this.client.words()
						.of(checked.path("deployable").asBoolean() ? "deployable" : "not_deployable"));
			}
			return checked.path("deployable").asBoolean() ? 0 : ClientFailure.REFUSED;
		}

	}

	/** Deploys them as one release. */
	@Command(mixinStandardHelpOptions = true)
	static final class Deploy implements Callable<Integer> {

		private final NagareClient client;

		@Option(names = { "-m", "--comment" }, required = true, paramLabel = "TEXT")
		private String comment = "";

		@Parameters(paramLabel = "FILE", arity = "1..*")
		private List<Path> files = List.of();

		Deploy(NagareClient client) {
			this.client = client;
		}

		@Override
		public Integer call() {
			JsonNode release = this.client.server()
				.post("/models/releases", Map.of("comment", this.comment), this.files)
				.path("data");
			if (!this.client.isPrinted(release)) {
				this.client.out().println(this.client.words().of("deployed", release.path("id").asText()));
			}
			return 0;
		}

	}

}
