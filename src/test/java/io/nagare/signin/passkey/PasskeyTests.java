package io.nagare.signin.passkey;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.signin.WithIdentity;
import io.nagare.signin.factor.Totp;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class PasskeyTests {

	private static final String OWN = "/api/v1/auth/passkeys";

	private static final ObjectMapper JSON = new ObjectMapper();

	@Autowired
	private Client client;

	private Newcomer person;

	private Client signedIn;

	private Device device;

	@BeforeEach
	void somebodyJoins() throws Exception {
		this.person = Newcomers.join(this.client, "viewer");
		this.signedIn = this.person.signedIn();
		this.device = new Device("http://localhost:" + this.client.port());
	}

	private JsonNode begun() {
		Answer begun = this.signedIn.post(OWN + "/options", password(Newcomers.PASSWORD));
		assertThat(begun.status()).as(begun.body()).isEqualTo(200);
		return begun.data();
	}

	private static String password(String password) {
		return JSON.createObjectNode().put("current_password", password).toString();
	}

	private Answer add(JsonNode made, String state) {
		return this.signedIn.post(OWN,
				JSON.createObjectNode().put("name", "携帯").put("state", state).set("credential", made).toString());
	}

	private Answer enrolled() throws Exception {
		JsonNode begun = begun();
		return add(this.device.make(begun.path("options")), begun.path("state").asText());
	}

	/** A browser at the sign-in page. */
	private Client browser() {
		Client browser = this.client.stranger();
		browser.get("/login");
		return browser.sending("X-CSRF-TOKEN", browser.cookie("NAGARE-CSRF"));
	}

	private static JsonNode challenge(Client browser) throws Exception {
		Answer asked = browser.post("/login/passkey/options", "");
		assertThat(asked.status()).as(asked.body()).isEqualTo(200);
		return JSON.readTree(asked.body());
	}

	private static Answer enter(Client browser, JsonNode answer) {
		return browser.post("/login/passkey", answer.toString());
	}

	@Test
	void opensTheDoorWithoutPassword() throws Exception {
		Answer added = enrolled();
		assertThat(added.status()).as(added.body()).isEqualTo(201);
		assertThat(added.data().path("name").asText()).isEqualTo("携帯");
		Client browser = browser();
		Answer entered = enter(browser, this.device.answer(challenge(browser)));
		assertThat(entered.status()).as(entered.body()).isEqualTo(200);
		assertThat(JSON.readTree(entered.body()).path("redirectUrl").asText()).endsWith("/");
		assertThat(browser.get("/api/v1/auth/profile").data().path("username").asText()).isEqualTo(this.person.name());
	}

	@Test
	void isMadeOnlyByWhoShowsHisPasswordOnceMore() {
		Answer refused = this.signedIn.post(OWN + "/options", password("a guess of somebody's"));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().at("/error/details/0/field").asText()).isEqualTo("current_password");
	}

	@Test
	void isMadeOnlyByWhoShowsHisSecondFactorToo() {
		String factor = "/api/v1/auth/second-factor";
		byte[] secret = Base32.decode(this.signedIn.post(factor, "{}").data().path("secret").asText());
		assertThat(this.signedIn.post(factor + "/confirm", "{\"code\":\"" + Totp.code(secret, Instant.now()) + "\"}")
			.status()).isEqualTo(200);
		Answer refused = this.signedIn.post(OWN + "/options", password(Newcomers.PASSWORD));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().at("/error/details/0/field").asText()).isEqualTo("code");
		String body = JSON.createObjectNode()
			.put("current_password", Newcomers.PASSWORD)
			.put("code", Totp.code(secret, Instant.now().plusSeconds(30)))
			.toString();
		assertThat(this.signedIn.post(OWN + "/options", body).status()).isEqualTo(200);
	}

	@Test
	void asksAnyDeviceWhoeverIsSignedIn() throws Exception {
		enrolled();
		Client browser = browser();
		assertThat(enter(browser, this.device.answer(challenge(browser))).status()).isEqualTo(200);
		assertThat(challenge(browser).path("challenge").asText()).isNotEmpty();
	}

	@Test
	void isNotMadeByProgramsThatActForSomebody() {
		String made = this.signedIn
			.post("/api/v1/auth/tokens", "{\"name\":\"x\",\"expires_at\":\"" + Instant.now().plusSeconds(3600) + "\"}")
			.data()
			.path("token")
			.asText();
		Answer refused = this.client.stranger().bearing(made).post(OWN + "/options", password(Newcomers.PASSWORD));
		assertThat(refused.status()).isEqualTo(403);
	}

	@Test
	void takesAnAnswerOnce() throws Exception {
		enrolled();
		Client browser = browser();
		JsonNode answer = this.device.answer(challenge(browser));
		assertThat(enter(browser, answer).status()).isEqualTo(200);
		assertThat(enter(browser, answer).status()).isEqualTo(401);
		Client other = browser();
		challenge(other);
		assertThat(enter(other, answer).status()).isEqualTo(401);
	}

	@Test
	void mustKnowWhoHoldsIt() throws Exception {
		enrolled();
		this.device.asksNobody();
		Client browser = browser();
		assertThat(enter(browser, this.device.answer(challenge(browser))).status()).isEqualTo(401);
		JsonNode begun = begun();
		Device careless = new Device("http://localhost:" + this.client.port());
		careless.asksNobody();
		Answer refused = add(careless.make(begun.path("options")), begun.path("state").asText());
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().at("/error/details/0/field").asText()).isEqualTo("credential");
	}

	@Test
	void opensNothingForAPageThatOnlyLooksLikeOurs() throws Exception {
		enrolled();
		Device fooled = new Device("https://nagare.example.org");
		JsonNode begun = begun();
		assertThat(add(fooled.make(begun.path("options")), begun.path("state").asText()).status()).isEqualTo(400);
	}

	@Test
	void isTakenOnceAndForWhomItWasBegun() throws Exception {
		JsonNode begun = begun();
		JsonNode made = this.device.make(begun.path("options"));
		String state = begun.path("state").asText();
		assertThat(add(made, "AAAA").json().at("/error/details/0/field").asText()).isEqualTo("state");
		Newcomer other = Newcomers.join(this.client, "viewer");
		Client own = this.signedIn;
		this.signedIn = other.signedIn();
		assertThat(add(made, state).json().at("/error/details/0/field").asText()).isEqualTo("state");
		this.signedIn = own;
		assertThat(add(made, state).status()).isEqualTo(201);
		assertThat(add(made, state).status()).isEqualTo(400);
		assertThat(this.signedIn.get(OWN).data()).hasSize(1);
	}

	@Test
	void opensNothingOnceItIsTakenAway() throws Exception {
		String id = enrolled().data().path("id").asText();
		assertThat(this.signedIn.get(OWN).data()).hasSize(1);
		Client stranger = Newcomers.join(this.client, "viewer").signedIn();
		assertThat(stranger.delete(OWN + "/" + id).status()).isEqualTo(404);
		Client administrator = this.person.admin();
		String users = "/api/v1/users/" + this.person.id() + "/passkeys";
		assertThat(administrator.get(users).data().at("/0/id").asText()).isEqualTo(id);
		assertThat(administrator.delete(users + "/" + id).status()).isEqualTo(204);
		assertThat(this.signedIn.get(OWN).data()).isEmpty();
		Client browser = browser();
		assertThat(enter(browser, this.device.answer(challenge(browser))).status()).isEqualTo(401);
	}

	@Test
	void opensNothingForWhoMayNotBeHere() throws Exception {
		enrolled();
		this.person.change("{\"is_active\":false}");
		Client browser = browser();
		assertThat(enter(browser, this.device.answer(challenge(browser))).status()).isEqualTo(401);
	}

	@Test
	void refusesWhatIsNoAnswer() throws Exception {
		Client browser = browser();
		assertThat(browser.post("/login/passkey", "{").status()).isEqualTo(401);
		assertThat(browser.post("/login/passkey", "null").status()).isEqualTo(401);
		challenge(browser);
		assertThat(browser.post("/login/passkey", "{}").status()).isEqualTo(401);
		challenge(browser);
		assertThat(browser.post("/login/passkey", "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\"}").status())
			.isEqualTo(401);
		assertThat(add(JSON.nullNode(), begun().path("state").asText()).status()).isEqualTo(400);
		assertThat(add(JSON.createArrayNode(), begun().path("state").asText()).status()).isEqualTo(400);
		assertThat(add(JSON.createObjectNode(), begun().path("state").asText()).status()).isEqualTo(400);
	}

}
