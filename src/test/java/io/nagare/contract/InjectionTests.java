package io.nagare.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.contract.Contract.Operation;
import io.nagare.contract.Contract.Variant;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.TicketKinds;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Puts code of several languages into every text of every call. It is kept word for word
 * or refused, never run, and the log stays clean.
 */
@NagareTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionTests {

	private static final String JUEL = "${''.getClass().forName('java.lang.System').setProperty('nagare.injected','1')}";

	private static final List<String> INJECTIONS = List.of("'; DROP TABLE tickets; --", JUEL + "#{" + JUEL.substring(2),
			"= get value({a: 1}, \"a\") + 41", "${jndi:ldap://127.0.0.1:1/x}", "x\r\n2026-01-01T00:00:00Z ERROR forged",
			"<script>alert(1)</script>", "%s%n%1$s {} {0}");

	/** Whether there is time for every kind of code in every text. */
	private static final boolean FULL = Boolean.getBoolean("nagare.full");

	private static final Set<String> PLATFORM = Set.of("/tenants", "/rule-sets");

	@LocalServerPort
	private int port;

	@Autowired
	private TicketKinds kinds;

	private Contract contract;

	private final Log log = new Log();

	private Scene scene;

	@BeforeAll
	void setTheScene() {
		this.contract = Contract.committed(this.kinds);
		this.scene = Scene.set(this.contract, this.port);
	}

	@BeforeEach
	void hearTheLog() {
		this.log.lines.clear();
		this.log.start();
		root().addAppender(this.log);
	}

	@AfterEach
	void nothingWasRunAndNothingForged() {
		root().detachAppender(this.log);
		assertThat(System.getProperty("nagare.injected")).isNull();
		assertThat(this.log.lines).noneMatch((line) -> line.contains("\n2026-01-01T00:00:00Z ERROR forged"));
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	private Client strongest(Operation operation) {
		return this.scene.people()
			.client(PLATFORM.stream().anyMatch(operation.path()::startsWith) ? "platform" : "admin");
	}

	@Test
	void keepsOrRefusesWhateverStandsInABody() {
		SoftAssertions softly = new SoftAssertions();
		int tried = 0;
		for (Operation operation : this.contract.operations()) {
			JsonNode schema = this.contract.bodyOf(operation);
			if (schema.isMissingNode() || operation.path().startsWith("/auth/")) {
				continue;
			}
			Client client = strongest(operation);
			for (String injection : someOf(operation)) {
				for (Variant variant : this.contract.variants(schema, this.scene.body(operation, "admin"),
						Set.of("", "email"), (field) -> injection)) {
					Answer answer = client.send(operation.method(), this.scene.address(operation),
							variant.body().toString(), "application/json");
					String what = operation.name() + " " + variant.pointer() + " " + injection + answer.body();
					softly.assertThat(answer.status()).as(what).isLessThan(500);
					JsonNode kept = answer.data().at(keptAt(operation, variant.pointer()));
					if (answer.status() < 300 && kept.isTextual()) {
						softly.assertThat(kept.asText())
							.as(what)
							.isEqualTo(isOneLine(operation, variant.pointer()) && kept.asText().indexOf('\n') < 0
									? injection.replaceAll("\\R", " ") : injection);
					}
					tried++;
				}
			}
		}
		softly.assertAll();
		assertThat(tried).isGreaterThan(500);
	}

	/**
	 * Two kinds of code for each call, others for the next; the profile full takes all.
	 */
	private static List<String> someOf(Operation operation) {
		if (FULL) {
			return INJECTIONS;
		}
		int first = Math.floorMod(operation.name().hashCode(), INJECTIONS.size());
		return List.of(INJECTIONS.get(first), INJECTIONS.get((first + 3) % INJECTIONS.size()));
	}

	/** A title, and what is to be ticked off. */
	private static boolean isOneLine(Operation operation, String pointer) {
		return pointer.startsWith("/title") || (operation.path().contains("/checklist") && pointer.equals("/text"));
	}

	/** The title of an article is kept as the one in the caller's language. */
	private static String keptAt(Operation operation, String pointer) {
		return operation.path().startsWith("/articles") && pointer.equals("/title") ? "/title_en"
				: pointer.replace("[]", "/0");
	}

	@Test
	void keepsWhatAFormCarriesThroughTheProcess() {
		Api agent = this.scene.people().api("operator");
		for (String injection : INJECTIONS) {
			String incident = agent.report("through the process").path("id").asText();
			agent.does(incident, "assign");
			agent.does(incident, "start");
			assertThat(
					agent.does(incident, "reclassify", "impact", "high", "reason", injection).path("impact").asText())
				.isEqualTo("high");
			assertThat(agent.does(incident, "resolve", "resolution", injection, "resolution_code", "fixed")
				.path("resolution")
				.asText()).isEqualTo(injection);
			assertThat(agent.get("/incidents/" + incident + "/history").body())
				.contains(Contract.JSON.getNodeFactory().textNode(injection).toString());
		}
	}

	@Test
	void takesNoCodeInQueriesAndPaths() {
		SoftAssertions softly = new SoftAssertions();
		for (Operation operation : this.contract.operations()) {
			if (!operation.method().equals("GET")) {
				continue;
			}
			Client client = strongest(operation);
			for (String injection : someOf(operation)) {
				String encoded = URLEncoder.encode(injection, StandardCharsets.UTF_8).replace("+", "%20");
				for (JsonNode parameter : this.contract.queryOf(operation)) {
					String address = this.scene.address(operation);
					String name = parameter.path("name").asText();
					Answer answer = client.get(address + (address.contains("?") ? "&" : "?") + name + "=" + encoded);
					softly.assertThat(answer.status())
						.as(operation.name() + " " + name + " " + injection + answer.body())
						.isLessThan(500);
				}
				String path = "/api/v1" + operation.path().replaceAll("\\{[a-z_]+}", encoded.replace("$", "\\$"));
				if (operation.isAboutOne() && !operation.template().startsWith("/{kind}")) {
					softly.assertThat(client.get(path).status()).as(path).isBetween(400, 499);
				}
			}
		}
		softly.assertAll();
	}

	@Test
	void refusesAPasswordOfTenThousandCharacters() {
		String password = "x".repeat(10_000);
		Client stranger = this.scene.people().stranger();
		assertThat(stranger.login(this.scene.people().name("operator"), password).status()).isEqualTo(401);
		assertThat(stranger.basic(this.scene.people().name("operator"), password)
			.get("/engine-rest/task?maxResults=1")
			.status()).isIn(400, 401, 431);
		assertThat(stranger.enterForm(this.scene.people().name("operator"), password).header("Location"))
			.contains("error");
		assertThat(Api
			.refusal(this.scene.people().api("admin").patch("/users/" + this.scene.of("users"), "password", password)))
			.isEqualTo("400 VALIDATION_FAILED password=too_long");
	}

	@Test
	void usesNoNameOfAFileAsAPath() {
		Api agent = this.scene.people().api("operator");
		String files = "/incidents/" + this.scene.of("incidents") + "/attachments";
		for (String name : List.of("../../etc/passwd.txt", "..\\..\\boot.txt", "/etc/passwd.txt", "C:\\boot.txt",
				"a/../../b.txt")) {
			Answer kept = agent.upload(files, name.replace("\\", "\\\\"), "text/plain",
					"x".getBytes(StandardCharsets.UTF_8));
			assertThat(kept.status()).as(kept.body()).isEqualTo(201);
			assertThat(kept.data().path("file_name").asText()).doesNotContain("/", "\\", "..");
			assertThat(agent.get(files + "/" + kept.data().path("id").asText()).body()).isEqualTo("x");
		}
		for (String name : List.of("..", "../..", "a/..", " ")) {
			assertThat(agent.upload(files, name, "text/plain", "x".getBytes(StandardCharsets.UTF_8)).status()).as(name)
				.isEqualTo(400);
		}
		assertThat(agent.get(files + "/..%2F..%2Fkeys").status()).isIn(400, 404);
	}

	@Test
	void unpacksNothingThatIsSent() throws IOException {
		byte[] bomb = bomb();
		assertThat(bomb).hasSizeLessThan(1 << 20);
		Api agent = this.scene.people().api("operator");
		Answer kept = agent.upload("/incidents/" + this.scene.of("incidents") + "/attachments", "bomb.zip",
				"application/zip", bomb);
		assertThat(kept.status()).as(kept.body()).isEqualTo(201);
		assertThat(kept.data().path("file_size").asLong()).isEqualTo(bomb.length);
		assertThat(this.scene.people().api("admin").postCsv("/cis/imports", bomb).status()).isEqualTo(400);
	}

	/** 256 MB of nothing in some hundred kilobytes. */
	private static byte[] bomb() throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(packed)) {
			zip.putNextEntry(new ZipEntry("zeros.txt"));
			byte[] zeros = new byte[1 << 20];
			for (int i = 0; i < 256; i++) {
				zip.write(zeros);
			}
		}
		return packed.toByteArray();
	}

	@Test
	void writesNeitherSecretsNorPeopleIntoTheLog() {
		String name = "person" + this.scene.mark();
		String password = "secret words " + this.scene.mark();
		Client stranger = this.scene.people().stranger();
		Api admin = this.scene.people().api("admin");
		String id = admin
			.post("/users", "username", name, "email", name + "@private.example", "first_name", "Given" + name,
					"last_name", "Family" + name, "phone", "090-1234-5678", "role", "operator", "password", password)
			.data()
			.path("id")
			.asText();
		Answer tokens = stranger.login(name, password);
		List<String> secrets = new ArrayList<>(
				List.of(password, tokens.text("access_token"), tokens.text("refresh_token"), name + "@private.example",
						"Given" + name, "Family" + name, "090-1234-5678", "127.0.0.1"));
		assertThat(secrets).doesNotContain("");
		Client person = stranger.bearing(tokens.text("access_token"));
		for (Operation operation : this.contract.operations()) {
			if (!operation.path().startsWith("/auth/")) {
				this.scene.call(person, operation, this.scene.address(operation), name);
			}
		}
		stranger.login(name, password + "wrong");
		stranger.login("mistyped " + password, password);
		assertThat(stranger.bearing(tokens.text("access_token").replaceFirst("\\.[^.]*$", ".forged"))
			.get("/api/v1/users")
			.status()).isEqualTo(401);
		assertThat(this.scene.people().api("platform").get("/audit?limit=1&action=auth.token_refused").body())
			.contains("forged");
		stranger.basic(name, password).get("/engine-rest/task?maxResults=1");
		stranger.enterForm(name, password);
		admin.patch("/users/" + id, "phone", "090-1234-5678-9012-3456-7890");
		stranger.post("/api/v1/auth/refresh", "{\"refresh_token\": \"%s\"}".formatted(tokens.text("refresh_token")));
		stranger.post("/api/v1/auth/refresh", "{\"refresh_token\": \"%s\"}".formatted(tokens.text("refresh_token")));
		assertThat(this.log.lines).isNotEmpty();
		for (String secret : secrets) {
			assertThat(this.log.lines).noneMatch((line) -> line.contains(secret));
		}
	}

	/** Keeps what is logged. */
	private static final class Log extends AppenderBase<ILoggingEvent> {

		private final Queue<String> lines = new ConcurrentLinkedQueue<>();

		@Override
		protected void append(ILoggingEvent event) {
			String thrown = (event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
					: "";
			this.lines.add(event.getFormattedMessage() + thrown);
		}

	}

}
