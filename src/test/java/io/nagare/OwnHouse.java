package io.nagare;

import java.util.List;
import java.util.UUID;

import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tenant that one test has to itself, with somebody of each role, so that it may draw
 * models as it likes.
 */
public final class OwnHouse {

	/** Everybody's. */
	public static final String PASSWORD = "long enough for anybody";

	private final int port;

	private final String slug = "h" + UUID.randomUUID().toString().substring(0, 8);

	private final String id;

	/** Who has signed in stays so. */
	private final Api api;

	private OwnHouse(int port) {
		this.port = port;
		this.api = Api.at(port);
		Answer made = Api.at(port)
			.as("platform")
			.postRaw("/tenants", "{\"slug\": \"%s\", \"name\": \"%1$s\", \"admin\": %s}".formatted(this.slug,
					person("admin", "admin")));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		this.id = made.data().path("id").asText();
	}

	/** With an administrator, a manager, a process owner, a reporter and three agents. */
	public static OwnHouse at(int port) {
		OwnHouse house = new OwnHouse(port);
		house.moveIn("manager", "manager");
		house.moveIn("owner", "process_owner");
		house.moveIn("reporter", "user");
		List.of("agent1", "agent2", "agent3").forEach((agent) -> house.moveIn(agent, "operator"));
		return house;
	}

	/** Somebody more; his id. */
	public String moveIn(String name, String role) {
		Answer made = as("admin").postRaw("/users", person(name, role));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

	/** Has somebody answer to another. */
	public void answersTo(String name, String manager) {
		Answer changed = as("admin").patch("/users/" + idOf(name), "manager_id", idOf(manager));
		assertThat(changed.status()).as(changed.body()).isEqualTo(200);
	}

	private String person(String name, String role) {
		return Api.json("username", username(name), "email", username(name) + "@house.example", "first_name", name,
				"last_name", "B", "role", role, "password", PASSWORD);
	}

	public String username(String name) {
		return name + "-" + this.slug;
	}

	public String slug() {
		return this.slug;
	}

	public String id() {
		return this.id;
	}

	public Api as(String name) {
		return this.api.as(username(name), PASSWORD);
	}

	/** The same by HTTP Basic, as Modeler comes. */
	public Client basic(String name) {
		return new Client(this.port).basic(username(name), PASSWORD);
	}

	/** The same with a token, for what is not sent as JSON. */
	public Client client(String name) {
		Client client = new Client(this.port);
		return client.bearing(client.login(username(name), PASSWORD).text("access_token"));
	}

	/** Signs in once more, with another browser. */
	public Answer signIn(String name, String userAgent) {
		return new Client(this.port).with("User-Agent", userAgent).login(username(name), PASSWORD);
	}

	/** Deploys a file as Modeler does. */
	public Answer deploy(String file, String content) {
		return basic("owner").deploy(file, content, this.slug);
	}

	/** The same under a name. */
	public Answer deploy(String name, String file, String content) {
		return basic("owner").deploy(name, file, content, this.slug);
	}

	/** The user's id. */
	public String idOf(String name) {
		return as(name).me();
	}

}
