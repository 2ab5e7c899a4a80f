package io.nagare.signin;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes users whom no other test knows. */
public final class Newcomers {

	public static final String PASSWORD = "correct horse battery";

	private Newcomers() {
	}

	/** A new user of the demo tenant, by name. */
	public static Newcomer join(Client client, String role) {
		return join(client.as("admin"), role, "n" + UUID.randomUUID().toString().substring(0, 12));
	}

	private static Newcomer join(Client admin, String role, String name) {
		Client.Answer answer = admin.post("/api/v1/users", """
				{"username":"%1$s","email":"%1$s@demo.example","first_name":"新","last_name":"人","role":"%2$s",
				"password":"%3$s"}""".formatted(name, role, PASSWORD));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return new Newcomer(admin, name, answer.data().path("id").asText());
	}

	/** Somebody new. */
	public record Newcomer(Client admin, String name, String id) {

		/** Signs in for tokens. */
		public Client signedIn() {
			Client.Answer answer = this.admin.stranger().login(this.name, PASSWORD);
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			return this.admin.stranger().bearing(answer.text("access_token"));
		}

		public Client.Answer change(String json) {
			return this.admin.patch("/api/v1/users/" + this.id, json);
		}

		Client.Answer login(String code) {
			return this.admin.stranger()
				.post("/api/v1/auth/login", "{\"username\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
					.formatted(this.name, PASSWORD, code));
		}

	}

}
