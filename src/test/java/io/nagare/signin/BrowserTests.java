package io.nagare.signin;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class BrowserTests {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	@Autowired
	private Client client;

	private Client browser;

	@BeforeEach
	void openABrowser() {
		this.browser = this.client.stranger();
	}

	@Test
	void leadsThroughTheSignInToThePageThatWasWanted() {
		assertThat(this.browser.get("/").header("Location")).isEqualTo("/login");
		Client.Answer first = this.browser.get(TASKLIST);
		assertThat(first.status()).isEqualTo(302);
		assertThat(first.header("Location")).isEqualTo("/login");
		Client.Answer entered = this.browser.enterForm("agent1", "demo");
		assertThat(entered.status()).isEqualTo(302);
		assertThat(entered.header("Location")).endsWith(TASKLIST);
		assertThat(this.browser.get(TASKLIST).body()).isEqualTo("agent1 sees demo");
		assertThat(this.browser.get("/login").header("Location")).isEqualTo("/");
	}

	@Test
	void leadsBackToThePageOfThePortalThatWasWanted() {
		Client person = this.browser.sending("Accept", "text/html,*/*");
		assertThat(person.get("/changes?view=mine").header("Location")).isEqualTo("/login");
		assertThat(person.enterForm("agent1", "demo").header("Location")).endsWith("/changes?view=mine");
	}

	@Test
	void leadsPeopleToAPageWhereProgramsAreRefused() {
		assertThat(this.browser.get("/nowhere").refused()).isEqualTo("FORBIDDEN");
		this.browser.enterForm("agent1", "demo");
		assertThat(this.browser.get("/camunda/app/cockpit/default/").status()).isEqualTo(403);
		Client person = this.browser.sending("Accept", "text/html,*/*");
		assertThat(person.get("/camunda/app/cockpit/default/").header("Location")).isEqualTo("/not-allowed");
	}

	@Test
	void givesTheSessionANewNameAtSignIn() {
		this.browser.get(TASKLIST);
		String before = this.browser.cookie("NAGARE-SESSION");
		Client.Answer entered = this.browser.enterForm("agent1", "demo");
		assertThat(before).isNotEmpty();
		assertThat(this.browser.cookie("NAGARE-SESSION")).isNotEmpty().isNotEqualTo(before);
		assertThat(entered.response().headers().allValues("Set-Cookie")).anySatisfy(
				(cookie) -> assertThat(cookie).startsWith("NAGARE-SESSION=").contains("HttpOnly", "SameSite=Lax"));
	}

	/** Decoded by Base64, the value holds a NUL. */
	@ParameterizedTest
	@ValueSource(strings = { "JSESSIONID", "NAGARE-SESSION" })
	void readsNoSessionOfAnotherApplication(String cookie) {
		Client person = this.browser.sending("Cookie", cookie + "=36B3216FDAEEB975729FAE923D5A4FD1");
		assertThat(person.get("/login").status()).isEqualTo(200);
		assertThat(person.enterForm("agent1", "demo").header("Location")).doesNotContain("error");
		assertThat(person.get("/api/v1/auth/profile").status()).isEqualTo(200);
	}

	@Test
	void saysInBothLanguagesWhatIsWrong() {
		assertThat(this.browser.enterForm("agent1", "wrong").header("Location")).isEqualTo("/login?error");
		assertThat(this.browser.get("/login?error").body()).contains("The user name or the password is wrong.")
			.contains("lang=\"en\"");
		assertThat(this.browser.get("/login?error&lang=ja").body()).contains("ユーザー名またはパスワードが正しくありません。")
			.contains("<html lang=\"ja\">");
		assertThat(this.browser.get("/login?wait&lang=ja").body()).contains("しばらく待って");
	}

	@Test
	void takesNoFormWithoutItsToken() {
		this.browser.get("/login");
		assertThat(this.browser.form("/login", Map.of("username", "agent1", "password", "demo")).status())
			.isEqualTo(403);
	}

	@Test
	void answersAScriptsCallInsteadOfShowingItAPage() {
		Client.Answer answer = this.browser.get("/camunda/api/engine/engine/default/task");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.refused()).isEqualTo("UNAUTHENTICATED");
	}

	@Test
	void opensTheApiForItsSessionButDemandsATokenForChanges() {
		this.browser.enterForm("agent1", "demo");
		assertThat(this.browser.get("/api/v1/auth/profile").data().path("username").asText()).isEqualTo("agent1");
		assertThat(this.browser.post("/api/v1/auth/logout", "{}").status()).isEqualTo(403);
		assertThat(this.browser.get("/api/v1/auth/profile").status()).isEqualTo(200);
		String token = this.browser.cookie("NAGARE-CSRF");
		assertThat(this.browser.sending("X-CSRF-TOKEN", token).post("/api/v1/auth/logout", "{}").status())
			.isEqualTo(204);
		assertThat(this.browser.get("/api/v1/auth/profile").status()).isEqualTo(401);
	}

	@Test
	void endsTheSessionWhereverSomebodySignsOut() {
		this.browser.enterForm("agent1", "demo");
		assertThat(this.browser.post("/camunda/api/admin/auth/user/default/logout", "").status()).isEqualTo(204);
		assertThat(this.browser.get(TASKLIST).status()).isEqualTo(302);
		this.browser.enterForm("agent1", "demo");
		this.browser.get("/login");
		this.browser.get("/api/v1/auth/profile");
		assertThat(this.browser.form("/logout", Map.of("_csrf", this.browser.cookie("NAGARE-CSRF"))).header("Location"))
			.isEqualTo("/login?out");
		assertThat(this.browser.get(TASKLIST).status()).isEqualTo(302);
	}

	@Test
	void keepsTheEnginesOwnWaysInClosed() {
		List<String> ways = List.of("/camunda/api/admin/setup/default/user/create",
				"/camunda/api/admin/%73etup/default/user/create", "/camunda/api/admin/setup/",
				"/camunda/api/admin/auth/user/default/login/tasklist",
				"/camunda/api/admin/auth/user/default/login/admin/");
		for (String way : ways) {
			assertThat(this.browser.post(way, "{}").status()).as(way).isEqualTo(401);
		}
		this.browser.enterForm("platform", "demo");
		for (String way : ways) {
			assertThat(this.browser.post(way, "{}").status()).as(way).isEqualTo(403);
		}
		assertThat(this.browser.post("/camunda/api/admin;a=b/setup/default/user/create", "{}").status()).isEqualTo(400);
		assertThat(this.browser.post("/camunda//api/admin/setup/default/user/create", "{}").status()).isEqualTo(400);
	}

	@Test
	void opensCockpitAndAdminToWhomTheyConcern() {
		this.browser.enterForm("agent1", "demo");
		assertThat(this.browser.get("/camunda/app/cockpit/default/").status()).isEqualTo(403);
		assertThat(this.browser.get("/camunda/app/admin/default/").status()).isEqualTo(403);
		Client owners = this.client.stranger();
		owners.enterForm("owner", "demo");
		assertThat(owners.get("/camunda/app/cockpit/default/").status()).isEqualTo(200);
		assertThat(owners.get("/camunda/app/admin/default/").status()).isEqualTo(403);
	}

}
