package io.nagare.signin;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class DoorTests {

	@Autowired
	private Client client;

	@Test
	void letsNoStrangerReachTheEnginesServlet() {
		Client.Answer answer = this.client.stranger().get("/engine-rest/task");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.refused()).isEqualTo("UNAUTHENTICATED");
		assertThat(answer.response().headers().allValues("WWW-Authenticate")).hasSize(2);
	}

	@Test
	void looksForNoHandlerBeforeSpringMvcDoes(@Autowired HandlerMappingIntrospector introspector) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/auth/profile");
		MockFilterChain chain = new MockFilterChain();
		introspector.createCacheFilter().doFilter(request, new MockHttpServletResponse(), chain);
		assertThat(chain.getRequest()).isSameAs(request);
		assertThat(request.getAttributeNames().hasMoreElements()).isFalse();
	}

	/**
	 * Else who leaves in the middle of an answer is told, in the log, that he may not see
	 * the page of the error.
	 */
	@Test
	void guardsNothingThatTheServerItselfIncludes(
			@Autowired @Qualifier("securityFilterChainRegistration") DelegatingFilterProxyRegistrationBean door) {
		assertThat(door.determineDispatcherTypes()).containsExactlyInAnyOrder(DispatcherType.REQUEST,
				DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD);
	}

	@Test
	void asksNoBrowserForAPasswordOfItsOwn() {
		Client.Answer answer = this.client.with("Sec-Fetch-Mode", "cors").get("/engine-rest/task");
		assertThat(answer.response().headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
	}

	@Test
	void bindsTheTenantOfWhoSendsAPassword() {
		assertThat(this.client.basic("agent1", "demo").get("/engine-rest/task").body()).isEqualTo("agent1 sees demo");
		assertThat(this.client.basic("OTHER-AGENT", "demo").get("/engine-rest/task").body())
			.isEqualTo("other-agent sees other");
		assertThat(this.client.basic("platform", "demo").get("/engine-rest/task").body())
			.isEqualTo("platform sees everything");
		assertThat(this.client.basic("agent1", "wrong").get("/engine-rest/task").status()).isEqualTo(401);
	}

	@Test
	void bindsTheTenantOfTheBearer() {
		assertThat(this.client.as("agent1").get("/engine-rest/task").body()).isEqualTo("agent1 sees demo");
	}

	@Test
	void keepsNoSessionForPrograms() {
		assertThat(this.client.basic("agent1", "demo").get("/engine-rest/task").header("Set-Cookie")).isEmpty();
		assertThat(this.client.as("agent1").get("/api/v1/auth/profile").header("Set-Cookie")).isEmpty();
	}

	@Test
	void closesEveryPathThatNobodyThoughtOf() {
		assertThat(this.client.stranger().get("/forgotten/path").status()).isEqualTo(403);
		assertThat(this.client.as("platform").get("/forgotten/path").status()).isEqualTo(403);
		assertThat(this.client.stranger().get("/error").status()).isEqualTo(403);
	}

	@Test
	void tellsStrangersOnlyThatItLives() {
		assertThat(this.client.stranger().get("/actuator/health").body()).contains("UP").doesNotContain("components");
		assertThat(this.client.as("admin").get("/actuator/health").body()).doesNotContain("components");
		assertThat(this.client.stranger().get("/actuator/prometheus").status()).isEqualTo(401);
		assertThat(this.client.as("agent1").get("/actuator/prometheus").status()).isEqualTo(403);
		assertThat(this.client.as("admin").get("/actuator/env").status()).isEqualTo(403);
	}

	@Test
	void showsWhoRunsThePlatformHowItFares() {
		assertThat(this.client.as("platform").get("/actuator/health").body()).contains("\"components\":", "\"db\":");
		assertThat(this.client.as("platform").get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
		assertThat(this.client.as("admin").get("/actuator/prometheus").status()).isEqualTo(200);
	}

	@Test
	void showsTheDocumentationAndTheKeysToEverybody() {
		assertThat(this.client.stranger().get("/v3/api-docs").status()).isEqualTo(200);
		assertThat(this.client.stranger().get("/swagger-ui.html").status()).isEqualTo(302);
		assertThat(this.client.stranger().get("/swagger-ui/index.html").status()).isEqualTo(200);
		assertThat(this.client.stranger().get("/oauth2/jwks").body()).contains("\"RS256\"").doesNotContain("\"d\"");
		assertThat(this.client.stranger().get("/.well-known/openid-configuration").text("jwks_uri"))
			.endsWith("/oauth2/jwks");
	}

	@Test
	void letsTheDocumentationSignInAsAClientWithAVerifier() {
		assertThat(this.client.stranger().get("/swagger-ui/swagger-initializer.js").body())
			.contains("usePkceWithAuthorizationCodeGrant");
		assertThat(this.client.stranger().get("/v3/api-docs/swagger-config").text("oauth2RedirectUrl"))
			.endsWith("/swagger-ui/oauth2-redirect.html");
		assertThat(this.client.stranger().get("/swagger-ui/oauth2-redirect.html").body()).doesNotContain("<script>");
		assertThat(this.client.stranger().get("/v3/api-docs").json().at("/components/securitySchemes/oauth2/flows"))
			.hasToString("{\"authorizationCode\":{\"authorizationUrl\":\"/oauth2/authorize\","
					+ "\"refreshUrl\":\"/oauth2/token\",\"scopes\":{},\"tokenUrl\":\"/oauth2/token\"}}");
	}

	@Test
	void guardsPagesAndAnswersByHeaders() {
		Client.Answer page = this.client.stranger().get("/login");
		assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
		Client.Answer answer = this.client.stranger().get("/api/v1/users");
		assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
		Client.Answer application = this.client.stranger().get("/camunda/app/tasklist/default/");
		assertThat(application.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(application.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
	}

	@Test
	void letsNoPageOfAnotherOriginRead() {
		Client foreign = this.client.stranger().sending("Origin", "https://elsewhere.example");
		Client.Answer asked = foreign.sending("Access-Control-Request-Method", "GET")
			.send("OPTIONS", "/api/v1/users", null, null);
		assertThat(asked.status()).isEqualTo(401);
		assertThat(asked.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(foreign.get("/v3/api-docs").header("Access-Control-Allow-Origin")).isEmpty();
	}

}
