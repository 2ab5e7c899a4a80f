package io.nagare.contract;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.nagare.Api;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.directory.DemoPeople;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tenant of its own with one person of each role, and a second one of the role user,
 * called {@code reporter}. No other test meets what they leave behind. Beside them the
 * platform administrator.
 */
final class People {

	private static final String PASSWORD = "long enough for anybody";

	private static final String PLATFORM = "platform";

	/** Who there is beside the administrator: the role, by the name of the part. */
	private static final Map<String, String> PARTS = Map.of("manager", "manager", "operator", "operator", "viewer",
			"viewer", "user", "user", "reporter", "user", "process_owner", "process_owner", "integrator", "integrator");

	private final String slug = "t" + UUID.randomUUID().toString().substring(0, 8);

	private final Client stranger;

	private final Api apis;

	private final Map<String, Client> signedIn = new ConcurrentHashMap<>();

	private final String tenantId;

	People(int port) {
		this.stranger = new Client(port);
		this.apis = Api.at(port);
		Answer tenant = this.apis.as(PLATFORM)
			.postRaw("/tenants", "{\"slug\": \"%s\", \"name\": \"%s\", \"admin\": %s}".formatted(this.slug, this.slug,
					person("admin", "admin")));
		assertThat(tenant.status()).as(tenant.body()).isEqualTo(201);
		this.tenantId = tenant.data().path("id").asText();
		PARTS.forEach((part, role) -> {
			Answer made = api("admin").postRaw("/users", person(part, role));
			assertThat(made.status()).as(made.body()).isEqualTo(201);
		});
		Stream.concat(Stream.of("admin", PLATFORM), PARTS.keySet().stream()).forEach((part) -> {
			Answer made = api(part.equals(PLATFORM) ? PLATFORM : "admin").postRaw("/users",
					person(twin(part), PARTS.getOrDefault(part, part)));
			assertThat(made.status()).as(made.body()).isEqualTo(201);
		});
		assertThat(api("admin").post("/teams", "name", "Service Desk").status()).isEqualTo(201);
		assertThat(api("admin")
			.put("/teams/" + api("admin").idOf("teams", "Service Desk") + "/members/" + api("operator").me())
			.status()).isEqualTo(204);
	}

	private String person(String part, String role) {
		return Api.json("username", name(part), "email", name(part) + "@contract.example", "first_name", "A",
				"last_name", "B", "role", role, "password", PASSWORD);
	}

	/** The tenant's short name, as the engine knows it. */
	String slug() {
		return this.slug;
	}

	/** The key of the tenant. */
	String tenantId() {
		return this.tenantId;
	}

	/** The user name of who plays the part. */
	String name(String part) {
		return part.equals(PLATFORM) ? PLATFORM : part + "-" + this.slug;
	}

	/**
	 * Who could play the part as well, and may lose his sign-ins without anybody's
	 * noticing.
	 */
	String twin(String part) {
		return "twin-" + part;
	}

	/** The password of who plays the part. */
	String password(String part) {
		return part.equals(PLATFORM) ? DemoPeople.PASSWORD : PASSWORD;
	}

	/** Somebody without a sign-in. */
	Client stranger() {
		return this.stranger.stranger();
	}

	/** Who plays the part, signed in once. */
	Client client(String part) {
		return this.signedIn.computeIfAbsent(part, this::signedInAnew);
	}

	/** The same, with a sign-in of its own. */
	Client signedInAnew(String part) {
		return stranger().bearing(stranger().login(name(part), password(part)).text("access_token"));
	}

	/** The same, with paths below {@code /api/v1}. */
	Api api(String part) {
		return this.apis.as(name(part), password(part));
	}

	/** A browser in which who plays the part is signed in. */
	Client browser(String part) {
		Client browser = stranger();
		assertThat(browser.enterForm(name(part), password(part)).status()).isEqualTo(302);
		return browser;
	}

}
