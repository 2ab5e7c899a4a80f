package io.nagare.contract;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.contract.Contract.Operation;
import io.nagare.contract.RawHttp.RawAnswer;
import io.nagare.contract.RequestGenerator.Generated;
import io.nagare.shared.TicketKinds;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends generated requests to every operation as everybody, and holds each answer to the
 * committed document: no failure of the server, nothing told of its inside, every field
 * as its schema has it.
 */
@NagareTest
@Tag("request")
class GeneratedRequestTests {

	private static final int SHORT = Integer.getInteger("nagare.generated", 1_200);

	private static final int LONG = Integer.getInteger("nagare.generated.full", 20_000);

	/** How many requests a tenant goes through before the next one takes its place. */
	private static final int A_SCENE = 4_000;

	private static final int MOST_SHOWN = 60;

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final long MEGABYTE = 1 << 20;

	/** Each with what a token of its own may; limited ones beside the full one. */
	private static final List<String> EVERYBODY = List.of("admin", "manager", "operator", "viewer", "user", "reporter",
			"process_owner", "integrator", "platform", "anonymous", "limited");

	/** These would lock people of other tenants out, or the scene's own. */
	private static final Set<String> NOT_BY_PLATFORM = Set.of("PUT /second-factor-rule", "PUT /access-rules");

	/** After these the people may have to sign in again. */
	private static final Set<String> HAZARDS = Set.of("PUT /second-factor-rule", "PUT /access-rules",
			"PATCH /tenants/{id}");

	@LocalServerPort
	private int port;

	@Autowired
	private TicketKinds kinds;

	private Contract contract;

	private Scene scene;

	private final Map<String, @Nullable String> tokens = new HashMap<>();

	private final Map<String, List<String>> found = new LinkedHashMap<>();

	private final Map<Integer, Integer> statuses = new java.util.TreeMap<>();

	@BeforeEach
	void readTheDocument() {
		this.contract = Contract.committed(this.kinds);
		setTheScene();
	}

	@Test
	void findNothingWrong() throws IOException {
		run(SHORT, Long.getLong("nagare.seed", 20_261_126));
	}

	@Test
	@Tag("request")
	void findNothingWrongInALongRun() throws IOException {
		run(500, 1);
		long before = used();
		run(LONG, Long.getLong("nagare.seed", System.nanoTime()));
		assertThat(used() - before).as("memory that stays behind").isLessThan(64 * MEGABYTE);
	}

	private static long used() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private void run(int requests, long seed) throws IOException {
		Random random = new Random(seed);
		// what the tests' own type of tickets shows is in no committed document
		List<Operation> operations = this.contract.everything()
			.stream()
			.filter((operation) -> !operation.path().startsWith("/visits"))
			.toList();
		for (int sent = 0; sent < requests;) {
			if (sent > 0) {
				setTheScene();
			}
			RequestGenerator generator = new RequestGenerator(this.contract, this.scene, random, actions());
			int last = Math.min(requests, sent + A_SCENE);
			for (; sent < last; sent++) {
				Operation operation = operations.get(sent % operations.size());
				// things go in the end
				if (operation.method().equals("DELETE") && last - sent > A_SCENE / 10) {
					operation = operations.get(random.nextInt(operations.size()));
				}
				one(generator, operation, EVERYBODY.get(random.nextInt(EVERYBODY.size())), random);
			}
		}
		assertThat(this.found.values().stream().limit(MOST_SHOWN).map((all) -> all.size() + " × " + all.get(0)))
			.as("seed %d, %s", seed, this.statuses)
			.isEmpty();
	}

	private void one(RequestGenerator generator, Operation operation, String part, Random random) throws IOException {
		if ((part.equals("platform") && NOT_BY_PLATFORM.contains(operation.name()))
				|| (operation.method().equals("DELETE") && random.nextInt(4) == 0)) {
			return;
		}
		boolean oneself = operation.path().startsWith("/auth/") || operation.path().endsWith("/sessions");
		Generated request = generator.next(operation,
				part.equals("anonymous") || part.equals("limited") ? "viewer" : part,
				oneself && !part.equals("anonymous") ? expendable(part) : this.tokens.get(part));
		Instant began = Instant.now();
		RawAnswer answer;
		try {
			answer = RawHttp.send(this.port, request.bytes());
		}
		catch (IOException ex) {
			wrong(request, "no answer: " + ex, "");
			return;
		}
		this.statuses.merge(answer.status(), 1, Integer::sum);
		Duration took = Duration.between(began, Instant.now());
		if (took.compareTo(LONGEST) > 0) {
			wrong(request, "took long", took.toString());
		}
		AnswerChecker.check(this.contract, request, answer)
			.forEach((what) -> wrong(request, what, answer.status() + " " + answer.body()));
		boolean hazard = HAZARDS.contains(operation.name()) && answer.status() < 300;
		if (hazard || (answer.status() == 401 && this.tokens.get(part) != null && !oneself && !stillIn(part))) {
			setTheScene(part);
		}
	}

	private void wrong(Generated request, String what, String answer) {
		String kind = request.operation().name() + " " + what.replaceAll("/\\d+/", "/*/").replaceAll(": .*", "");
		this.found.computeIfAbsent(kind, (unknown) -> new ArrayList<>())
			.add(kind + "\n  " + what + "\n  " + request.shown() + "\n  → "
					+ answer.substring(0, Math.min(600, answer.length())) + "\n");
	}

	private boolean stillIn(String part) {
		return client(part).get("/api/v1/auth/profile").status() == 200;
	}

	private Client client(String part) {
		return new Client(this.port).bearing(String.valueOf(this.tokens.get(part)));
	}

	/** A sign-in that may be lost. */
	private @Nullable String expendable(String part) {
		String who = part.equals("limited") ? "viewer" : part;
		People people = this.scene.people();
		Answer signedIn = people.stranger().login(people.name(people.twin(who)), people.password(people.twin(who)));
		return (signedIn.status() == 200) ? signedIn.text("access_token") : this.tokens.get(part);
	}

	/** A tenant is closed or its people are shut out, so another takes its place. */
	private void setTheScene(String part) {
		boolean open = EVERYBODY.stream().filter((who) -> !who.equals("anonymous")).allMatch(this::stillIn);
		if (!open) {
			setTheScene();
		}
	}

	private void setTheScene() {
		this.scene = Scene.set(this.contract, this.port);
		People people = this.scene.people();
		for (String part : EVERYBODY) {
			if (!part.equals("anonymous") && !part.equals("limited")) {
				String who = part.equals("platform") ? people.twin(part) : part;
				this.tokens.put(part,
						people.stranger().login(people.name(who), people.password(who)).text("access_token"));
			}
		}
		this.tokens.put("anonymous", null);
		Answer limited = client("operator").post("/api/v1/auth/tokens",
				"{\"name\": \"limited\", \"read_only\": true, \"permissions\": [\"incident:read\", \"change:read\"], \"expires_at\": \"%s\"}"
					.formatted(Instant.now().plus(Duration.ofHours(2))));
		this.tokens.put("limited", (limited.status() == 201) ? limited.data().path("token").asText() : null);
	}

	/** What the scene's tickets may be told to do, and some more. */
	private List<String> actions() {
		Set<String> all = new LinkedHashSet<>(List.of("start", "resolve", "confirm", "cancel", "reassign", "reclassify",
				"submit", "approve", "reject", "vote", "hold", "resume", "reopen", "claim", "nonsense"));
		for (String kind : this.contract.kinds()) {
			for (String part : List.of("admin", "manager", "operator")) {
				client(part).get("/api/v1/" + kind + "/" + this.scene.of(kind) + "/actions")
					.data()
					.findValuesAsText("name")
					.forEach(all::add);
			}
		}
		return Stream.concat(all.stream(), all.stream().limit(4)).toList();
	}

}
