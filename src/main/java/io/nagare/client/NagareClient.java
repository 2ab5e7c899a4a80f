package io.nagare.client;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code java -jar nagare.jar client …}: signs in, reports and shows tickets, performs
 * their actions, checks and deploys models. Exit codes: 0 done, 1 refused, 2 wrong
 * arguments, 3 not signed in or not allowed, 4 not found, 5 no server.
 */
@Command(name = "nagare", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
		scope = ScopeType.INHERIT, versionProvider = NagareClient.Version.class)
public final class NagareClient implements Runnable {

	/** The first argument that asks for it. */
	public static final String NAME = "client";

	private final Map<String, String> environment;

	private final InputStream in;

	private final ClientWords words;

	@Spec
	private @Nullable CommandSpec spec;

	@Option(names = "--url", paramLabel = "URL", scope = ScopeType.INHERIT)
	private @Nullable String url;

	@Option(names = "--json", scope = ScopeType.INHERIT)
	private boolean json;

	private NagareClient(Map<String, String> environment, InputStream in, ClientWords words) {
		this.environment = environment;
		this.in = in;
		this.words = words;
	}

	/** Whether the arguments ask for it. */
	public static boolean isAskedFor(String... args) {
		return args.length > 0 && args[0].equals(NAME);
	}

	/**
	 * Runs it for whoever started the JVM.
	 * @param args the product's arguments, the first of which asks for it
	 * @return the exit code
	 */
	public static int run(String... args) {
		Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
		return run(System.getenv(), System.in, new PrintWriter(System.out, true, charset),
				new PrintWriter(System.err, true, charset), Locale.getDefault(),
				Arrays.copyOfRange(args, 1, args.length));
	}

	static int run(Map<String, String> environment, InputStream in, PrintWriter out, PrintWriter err, Locale locale,
			String... args) {
		ClientWords words = ClientWords.in(locale);
		NagareClient client = new NagareClient(environment, in, words);
		CommandLine models = new CommandLine(new ModelCommands(client))
			.addSubcommand("check", new ModelCommands.Check(client))
			.addSubcommand("deploy", new ModelCommands.Deploy(client));
		CommandLine line = new CommandLine(client).addSubcommand("sign-in", new SessionCommands.SignIn(client))
			.addSubcommand("sign-out", new SessionCommands.SignOut(client))
			.addSubcommand("report", new TicketCommands.Report(client))
			.addSubcommand("list", new TicketCommands.ListThem(client))
			.addSubcommand("show", new TicketCommands.Show(client))
			.addSubcommand("act", new TicketCommands.Act(client))
			.addSubcommand("export", new TicketCommands.Export(client))
			.addSubcommand("models", models);
		line.setResourceBundle(words.bundle());
		line.setOut(out);
		line.setErr(err);
		line.setExecutionExceptionHandler((ex, command, parsed) -> {
			err.println(ex.getMessage());
			return (ex instanceof ClientFailure failure) ? failure.exitCode() : ClientFailure.REFUSED;
		});
		return line.execute(args);
	}

	/** Without a command there is nothing to do. */
	@Override
	public void run() {
		throw new ParameterException(line(), this.words.of("command_missing"));
	}

	private CommandLine line() {
		if (this.spec == null) {
			throw new IllegalStateException("Not built yet");
		}
		return this.spec.commandLine();
	}

	ClientWords words() {
		return this.words;
	}

	PrintWriter out() {
		return line().getOut();
	}

	CredentialsFile file() {
		String named = this.environment.get("NAGARE_CREDENTIALS");
		Path file = (named != null) ? Path.of(named)
				: Path.of(
						this.environment.getOrDefault("XDG_CONFIG_HOME", System.getProperty("user.home") + "/.config"),
						"nagare", "credentials.json");
		return new CredentialsFile(file, this.words);
	}

	/** Where the server is said to be; empty where nobody said. */
	Optional<String> address() {
		return Optional.ofNullable((this.url != null) ? this.url : this.environment.get("NAGARE_URL"));
	}

	/** The server, as whoever has signed in, or whose token the environment holds. */
	Server server() {
		CredentialsFile file = file();
		@Nullable String token = this.environment.get("NAGARE_TOKEN");
		if (token != null) {
			return new Server(new StoredCredentials(address().orElseThrow(this::noAddress), token, null), this.words);
		}
		StoredCredentials kept = file.read()
			.orElseThrow(() -> new ClientFailure(ClientFailure.NOT_ALLOWED, this.words.of("not_signed_in")));
		// a token goes nowhere but where it comes from
		if (address().isPresent() && !address().get().equals(kept.url())) {
			throw new ClientFailure(ClientFailure.NOT_ALLOWED, this.words.of("other_server", kept.url()));
		}
		return new Server(kept, this.words, file::renew);
	}

	ParameterException noAddress() {
		return new ParameterException(line(), this.words.of("no_address"));
	}

	/**
	 * A secret: asked for at a terminal, or a line of what is put in.
	 * @param piped whether another program puts it in
	 */
	String secret(String question, boolean piped) {
		Optional<Console> terminal = Optional.ofNullable(System.console()).filter((any) -> !piped);
		if (terminal.isPresent()) {
			return new String(terminal.get().readPassword("%s: ", question));
		}
		try {
			@Nullable String said = new BufferedReader(new InputStreamReader(this.in, StandardCharsets.UTF_8)).readLine();
			return (said != null) ? said : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether programs read what is printed; then it is printed here. */
	boolean isPrinted(JsonNode answer) {
		if (this.json) {
			out().println(answer);
		}
		return this.json;
	}

	/**
	 * Fields as they are said: {@code name=text}, or {@code name:=} and any JSON.
	 */
	Map<String, Object> fields(@Nullable Iterable<String> said) {
		Map<String, Object> fields = new LinkedHashMap<>();
		if (said == null) {
			return fields;
		}
		for (String one : said) {
			int sign = one.indexOf('=');
			if (sign < 1) {
				throw new ParameterException(line(), this.words.of("no_field", one));
			}
			String value = one.substring(sign + 1);
			if (one.charAt(sign - 1) == ':') {
				fields.put(one.substring(0, sign - 1), parsed(one, value));
			}
			else {
				fields.put(one.substring(0, sign), value);
			}
		}
		return fields;
	}

	private JsonNode parsed(String said, String value) {
		try {
			return Server.JSON.readTree(value);
		}
		catch (IOException ex) {
			throw new ParameterException(line(), this.words.of("no_field", said));
		}
	}

	/** The one of the jar. */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			return new String[] { "nagare "
					+ Objects.requireNonNullElse(NagareClient.class.getPackage().getImplementationVersion(), "") };
		}

	}

}
