package io.nagare.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.AtOnce;
import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.directory.DemoPeople;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line does what people and scripts ask of it, over HTTP alone. */
@NagareTest
class NagareClientTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	@LocalServerPort
	private int port;

	@TempDir
	private Path folder;

	private final Map<String, String> environment = new HashMap<>();

	private Locale locale = Locale.ENGLISH;

	private String word;

	@BeforeEach
	void ownFile() {
		this.environment.put("NAGARE_CREDENTIALS", credentials().toString());
		this.word = "cli" + UUID.randomUUID().toString().substring(0, 8);
	}

	private Path credentials() {
		return this.folder.resolve("kept").resolve("credentials.json");
	}

	private Ran run(String input, String... args) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		int code = NagareClient.run(this.environment,
				new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)), new PrintWriter(out, true),
				new PrintWriter(err, true), this.locale, args);
		return new Ran(code, out.toString(), err.toString());
	}

	private String url() {
		return "http://localhost:" + this.port;
	}

	private void signIn(String username) {
		assertThat(run(DemoPeople.PASSWORD, "sign-in", "--stdin", "--url", url(), "--user", username))
			.isEqualTo(new Ran(0, username + " is signed in to " + url() + ".\n", ""));
	}

	private Ran does(String... args) {
		Ran ran = run("", args);
		assertThat(ran.code()).as(ran.err()).isZero();
		return ran;
	}

	@Test
	void takesATicketFromItsReportToItsResolution() {
		signIn("agent1");
		String number = does("report", "--title", this.word, "--priority", "low", "--description", "no paper").out()
			.strip();
		assertThat(number).matches("INC\\d{7}");
		assertThat(does("list", "-q", this.word, "--priority", "low,medium").out()).startsWith(number)
			.contains(" new ", this.word);
		assertThat(does("show", number).out()).contains("no paper", "assign  ");
		does("act", number, "assign");
		does("act", number, "start");
		assertThat(does("act", number, "resolve", "resolution=paper", "resolution_code=fixed").out())
			.contains("resolved");
		Ran refused = run("", "act", number, "start");
		assertThat(refused.code()).isEqualTo(ClientFailure.REFUSED);
		assertThat(refused.err()).contains("This action is not open now.", "reopen");
	}

	@Test
	void tellsProgramsInJsonWhatTheApiAnswers() throws IOException {
		signIn("agent1");
		JsonNode reported = JSON.readTree(does("report", "--json", "--title", this.word, "ci_ids:=[]").out());
		assertThat(reported.path("title").asText()).isEqualTo(this.word);
		JsonNode shown = JSON.readTree(does("show", "--json", reported.path("incident_number").asText()).out());
		assertThat(shown.path("id")).isEqualTo(reported.path("id"));
		assertThat(JSON.readTree(does("list", "--json", "-q", this.word).out())).hasSize(1);
	}

	@Test
	void renewsTheSignInOnceForCommandsThatRunAtOnce() throws IOException {
		signIn("agent1");
		Map<String, Object> expired = JSON.convertValue(JSON.readTree(credentials().toFile()),
				new TypeReference<Map<String, Object>>() {
				});
		expired.put("accessToken", "ended");
		JSON.writeValue(credentials().toFile(), expired);
		assertThat(AtOnce.all(4, (number) -> run("", "list").code())).containsOnly(0);
		does("list");
	}

	@Test
	void keepsTheSignInForItsOwnerAloneAndRenewsIt() throws IOException {
		signIn("agent1");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials()))).isEqualTo("rw-------");
		JsonNode kept = JSON.readTree(credentials().toFile());
		Map<String, Object> expired = JSON.convertValue(kept, new TypeReference<Map<String, Object>>() {
		});
		expired.put("accessToken", "ended");
		JSON.writeValue(credentials().toFile(), expired);
		does("list");
		assertThat(JSON.readTree(credentials().toFile()).path("refreshToken")).isNotEqualTo(kept.path("refreshToken"));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials()))).isEqualTo("rw-------");
		Files.setPosixFilePermissions(credentials(), PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(run("", "list").code()).isEqualTo(ClientFailure.NOT_ALLOWED);
		Files.setPosixFilePermissions(credentials(), PosixFilePermissions.fromString("rw-------"));
		String token = JSON.readTree(credentials().toFile()).path("accessToken").asText();
		assertThat(run("", "list", "--url", "http://localhost:1").code()).isEqualTo(ClientFailure.NOT_ALLOWED);
		does("sign-out");
		assertThat(credentials()).doesNotExist();
		assertThat(new Client(this.port).bearing(token).get("/api/v1/auth/profile").status()).isEqualTo(401);
		assertThat(run("", "list")).isEqualTo(new Ran(ClientFailure.NOT_ALLOWED, "",
				"You aren’t signed in. Use “sign-in”, or set NAGARE_URL and NAGARE_TOKEN.\n"));
	}

	@Test
	void takesAPersonalTokenFromInputOrEnvironment() {
		String token = Api.at(this.port)
			.as("agent1")
			.post("/auth/tokens", "name", this.word, "expires_at", Instant.now().plusSeconds(600).toString())
			.data()
			.path("token")
			.asText();
		assertThat(token).isNotEmpty();
		assertThat(run(token, "sign-in", "--stdin", "--url", url()).code()).isZero();
		does("list");
		does("sign-out");
		this.environment.put("NAGARE_TOKEN", token);
		this.environment.put("NAGARE_URL", url());
		does("list");
		assertThat(credentials()).doesNotExist();
	}

	@Test
	void checksAndDeploysModelsAndExports() throws IOException {
		signIn("owner");
		Path wrong = Files.writeString(this.folder.resolve(this.word + ".bpmn"), "<nonsense/>");
		Ran refused = run("", "models", "check", wrong.toString());
		assertThat(refused.code()).as(refused.err()).isEqualTo(ClientFailure.REFUSED);
		assertThat(refused.out() + refused.err()).contains(wrong.getFileName().toString());
		Ran checked = run("", "models", "check", "processes/incident/incident.bpmn");
		assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
		assertThat(checked.out()).contains("These models can be deployed.");
		Ran deployed = run("", "models", "deploy", "-m", this.word, wrong.toString());
		assertThat(deployed.code()).isEqualTo(ClientFailure.REFUSED);
		signIn("agent1");
		String number = does("report", "--title", this.word).out().strip();
		Path file = this.folder.resolve("incidents.csv");
		does("export", "-q", this.word, "-o", file.toString());
		assertThat(Files.readString(file)).contains(number, this.word);
		assertThat(does("export", "incidents", "-q", this.word).out()).contains(number);
	}

	@Test
	void endsWithCodesThatScriptsGoBy() {
		assertThat(run("wrong", "sign-in", "--stdin", "--url", url(), "--user", "agent1").code())
			.isEqualTo(ClientFailure.NOT_ALLOWED);
		assertThat(run("x", "sign-in", "--stdin", "--url", "http://localhost:1").code())
			.isEqualTo(ClientFailure.UNAVAILABLE);
		assertThat(run("").code()).isEqualTo(2);
		assertThat(run("", "report").code()).isEqualTo(2);
		signIn("viewer");
		assertThat(run("", "report", "--title", this.word).code()).isEqualTo(ClientFailure.NOT_ALLOWED);
		assertThat(run("", "show", "INC9999999").code()).isEqualTo(ClientFailure.NOT_FOUND);
		assertThat(run("", "list", "--priority", "odd").code()).isEqualTo(ClientFailure.REFUSED);
		assertThat(run("", "act", "INC9999999", "start", "nothing").code()).isEqualTo(2);
	}

	@Test
	void speaksTheLanguageOfWhoRunsIt() {
		assertThat(does("report", "--help").out()).contains("Reports an incident");
		this.locale = Locale.JAPANESE;
		ResourceBundle japanese = ClientWords.in(this.locale).bundle();
		assertThat(does("--help").out()).contains(japanese.getString("nagare.models.usage.description"))
			.contains(japanese.getString("nagare.usage.footer").substring(0, 10));
		assertThat(run("", "list").err()).contains(japanese.getString("say.not_signed_in"));
	}

	private record Ran(int code, String out, String err) {
	}

}
