package io.nagare.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.Collectors;

import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Generated;
import io.nagare.NagareTest;
import io.nagare.contract.Contract.Operation;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls every operation as everybody and holds who got in to the committed table. */
@NagareTest
class AccessMatrixTests {

	private static final Path COMMITTED = Path.of("src", "test", "resources", "access.txt");

	private static final String HEAD = """
			# Who gets in: every operation of the OpenAPI document, called by each role. Held to the code by AccessMatrixTests.
			# ok: let in, whatever comes of it then. 403: the role may not. 404: there is no such thing for the caller.
			# 401: a stranger, or a wrong password or token. DELETE is tried with what is not there, so 404 there is for
			# those who might. The ticket is the reporter's, not the user's.
			""";

	private static final String STRANGER = "anonymous";

	private static final List<String> EVERYBODY = List.of("admin", "manager", "operator", "viewer", "user", "reporter",
			"process_owner", "integrator", "platform", STRANGER);

	/** Those that the committed table knows. */
	private static final Set<String> SHIPPED = Set.of("incidents", "problems", "changes", "requests", "articles",
			"tasks");

	private static final Pattern SPACES = Pattern.compile(" +");

	@LocalServerPort
	private int port;

	@Autowired
	private TicketKinds kinds;

	@Test
	@Tag("generated")
	void letsInWhomTheCommittedTableNames() {
		List<String> lines = table().lines().toList();
		List<String> shipped = lines.stream().filter((line) -> !isOfOtherType(line)).toList();
		String found = String.join("\n", shipped) + "\n";
		Generated.hold(COMMITTED, found);
		assertThat(found.lines()
			.filter((line) -> line.contains(" /") && !line.startsWith("#")
					&& !line.matches(".*?( +(ok|401|403|404)){10}")))
			.as("calls that were refused before anybody decided who may")
			.isEmpty();
		assertThat(lines.stream().filter(this::isOfOtherType)).map(this::asOfProblems)
			.isSubsetOf(shipped.stream().map((line) -> SPACES.matcher(line).replaceAll(" ")).toList());
	}

	/** A type that comes beside the shipped ones lets in whom problems do. */
	private boolean isOfOtherType(String line) {
		return others().anyMatch((path) -> line.contains(" /" + path));
	}

	private String asOfProblems(String line) {
		String path = others().filter((other) -> line.contains(" /" + other)).findFirst().orElseThrow();
		return SPACES.matcher(line.replace(" /" + path, " /problems")).replaceAll(" ");
	}

	private Stream<String> others() {
		return this.kinds.all().stream().map(TicketKind::path).filter((path) -> !SHIPPED.contains(path));
	}

	private String table() {
		Contract contract = Contract.committed(this.kinds);
		Scene scene = Scene.set(contract, this.port);
		StringBuilder table = new StringBuilder(HEAD).append(line("", EVERYBODY));
		for (Operation operation : contract.operations()) {
			table.append(line("%-6s %s".formatted(operation.method(), operation.path()),
					EVERYBODY.stream().map((part) -> outcome(scene, operation, part)).toList()));
		}
		return table.toString();
	}

	private static String line(String operation, List<String> cells) {
		return String.format(Locale.ROOT, "%-56s", operation)
				+ cells.stream().map((cell) -> "%13s".formatted(cell)).collect(Collectors.joining()) + "\n";
	}

	private static String outcome(Scene scene, Operation operation, String part) {
		String address = operation.method().equals("DELETE") ? scene.addressOfNothing(operation)
				: scene.address(operation);
		String presented = part.equals(STRANGER) ? "viewer" : part;
		int status = scene.call(client(scene.people(), operation, part), operation, address, presented).status();
		return switch (status) {
			case 200, 201, 202, 204, 409, 412, 422 -> "ok";
			// a code of no second factor: nobody but oneself is asked
			case 400 -> isAboutOneself(operation) ? "ok" : "400";
			default -> Integer.toString(status);
		};
	}

	private static boolean isAboutOneself(Operation operation) {
		return operation.path().startsWith("/auth/");
	}

	private static Client client(People people, Operation operation, String part) {
		if (part.equals(STRANGER)) {
			return people.stranger();
		}
		return isAboutOneself(operation) ? people.signedInAnew(people.twin(part)) : people.client(part);
	}

}
