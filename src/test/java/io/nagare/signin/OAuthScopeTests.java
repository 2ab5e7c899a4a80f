package io.nagare.signin;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Roles;
import io.nagare.shared.TicketKinds;
import io.nagare.signin.oauth.Authorizations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.StringUtils;

import static io.nagare.signin.OAuthClientOf.parameter;
import static org.assertj.core.api.Assertions.assertThat;

/** What a client's tokens are limited to, and who is asked. */
@WithIdentity
class OAuthScopeTests {

	private static final String PROFILE = "/api/v1/auth/profile";

	private static final String CATEGORIES = "/api/v1/categories";

	@Autowired
	private Client client;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	private Client admin;

	private OAuthClientOf app;

	private Client browser;

	@BeforeEach
	void anAppIsLetInForSomeThingsAndSomebodySignsIn() {
		this.admin = this.client.as("admin");
		this.app = OAuthClientOf.limited(this.admin, "category:read", "incident:read", "user:manage");
		this.browser = this.client.stranger();
		this.browser.enterForm("agent1", "demo");
	}

	@Test
	void asksInTheReadersWordsAndGivesWhatWasShown() throws Exception {
		String page = asked(Map.of());
		assertThat(page).contains("/oauth2/consent?");
		Client.Answer english = this.browser.sending("Accept-Language", "en").get(page);
		assertThat(english.status()).isEqualTo(200);
		assertThat(english.body()).contains("Categories", "Incidents", "Read", "agent1", "value=\"category:read\"")
			.doesNotContain("user:manage", "People");
		assertThat(english.header("Content-Security-Policy")).contains("form-action 'self' https://app.example;");
		assertThat(this.browser.sending("Accept-Language", "ja").get(page).body()).contains("カテゴリ", "閲覧", "許可");
		Client.Answer back = agreed(page, "category:read incident:read");
		Client.Answer tokens = this.app.trade(parameter(back.header("Location"), "code"));
		assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("category:read", "incident:read");
		assertThat(SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet().getStringClaim("scope").split(" "))
			.containsExactlyInAnyOrder("category:read", "incident:read");
		assertThat(permissions(bearing(tokens))).containsExactlyInAnyOrder("category:read", "incident:read");
	}

	@Test
	void givesNothingToWhomNobodyAllowsIt() {
		Client.Answer back = agreed(asked(Map.of()), "");
		assertThat(back.header("Location")).startsWith(OAuthClientOf.RETURN + "?error=access_denied");
		assertThat(parameter(back.header("Location"), "state")).isEqualTo("s-1");
		String page = asked(Map.of("scope", "category:read"));
		assertThat(agreed(page, "category:read incident:read").header("Location")).doesNotContain("code=");
		Client stranger = this.client.stranger();
		stranger.enterForm("agent2", "demo");
		String others = asked(Map.of("scope", "category:read"));
		assertThat(stranger
			.form("/oauth2/authorize",
					Map.of("client_id", this.app.id(), "state", state(others), "scope", "category:read"))
			.header("Location")).doesNotContain("code=");
		assertThat(this.client.stranger().get(others).header("Location")).endsWith("/login");
	}

	@Test
	void asksEachTime() {
		given("category:read");
		assertThat(asked(Map.of("scope", "category:read"))).contains("/oauth2/consent?");
	}

	@Test
	void tellsWhichScopeATokenLacks() {
		Client program = bearing(given("category:read"));
		assertThat(program.get(CATEGORIES).status()).isEqualTo(200);
		assertLacking(program.get("/api/v1/departments"), "organization:read");
		assertLacking(program.get("/api/v1/roles/permissions"), "user:read");
		Client.Answer beyond = program.get("/api/v1/oauth-clients");
		assertThat(beyond.status()).isEqualTo(403);
		assertThat(beyond.header("WWW-Authenticate")).isEmpty();
		assertThat(program.get("/engine-rest/task").status()).isEqualTo(403);
		assertThat(program.post("/api/v1/auth/logout", "{}").json().at("/error/details/0/code").asText())
			.isEqualTo("token_reads_only");
	}

	@Test
	void letsAProgramActWithinItsScopesAlone() {
		String integrator = this.admin.get("/api/v1/users?q=integrator").data().get(0).path("id").asText();
		OAuthClientOf program = OAuthClientOf.limitedActingAs(this.admin, integrator, "incident:create",
				"incident:read");
		Client.Answer tokens = program.byItself();
		assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("incident:create", "incident:read");
		assertThat(permissions(bearing(tokens))).containsExactlyInAnyOrder("incident:create", "incident:read");
		Client.Answer less = program.token(Map.of("grant_type", "client_credentials", "scope", "incident:read"));
		assertThat(permissions(bearing(less))).containsExactly("incident:read");
		assertThat(program.token(Map.of("grant_type", "client_credentials", "scope", "category:read")).text("error"))
			.isEqualTo("invalid_scope");
		OAuthClientOf free = OAuthClientOf.actingAs(this.admin, integrator);
		assertThat(free.byItself().json().has("scope")).isFalse();
		assertThat(permissions(bearing(free.byItself()))).contains("cmdb:read", "incident:create");
		assertThat(permissions(bearing(free.token(Map.of("grant_type", "client_credentials", "scope", "cmdb:read")))))
			.containsExactly("cmdb:read");
	}

	@Test
	void givesAClientThatAsksForAllWhatIsItsOwn() {
		Client.Answer tokens = agreedTo(asked(Map.of("scope", "category:read cmdb:read incident:read")),
				"category:read incident:read");
		assertThat(permissions(bearing(tokens))).containsExactlyInAnyOrder("category:read", "incident:read");
		assertThat(this.browser.get(this.app.authorizePath(Map.of("scope", "cmdb:read"))).header("Location"))
			.startsWith(OAuthClientOf.RETURN + "?error=invalid_scope");
		String integrator = this.admin.get("/api/v1/users?q=integrator").data().get(0).path("id").asText();
		Client.Answer own = OAuthClientOf.limitedActingAs(this.admin, integrator, "incident:read")
			.token(Map.of("grant_type", "client_credentials", "scope", "incident:read cmdb:read"));
		assertThat(own.text("scope")).isEqualTo("incident:read");
		assertThat(permissions(bearing(own))).containsExactly("incident:read");
	}

	/** It is told who signed in, and gets no more for it. */
	@Test
	void staysLimitedWhereItAsksWhoSomebodyIs() {
		String page = asked(Map.of("scope", "openid email"));
		assertThat(this.browser.get(page).body()).contains("value=\"category:read\"", "value=\"email\"");
		Client.Answer tokens = agreedTo(page, "category:read incident:read openid email");
		assertThat(bearing(tokens).get("/userinfo").json().has("email")).isTrue();
		assertThat(this.browser.get(this.app.authorizePath(Map.of("scope", "email"))).header("Location"))
			.startsWith(OAuthClientOf.RETURN + "?error=invalid_scope");
		assertThat(tokens.json().has("id_token")).isTrue();
		assertThat(permissions(bearing(tokens))).containsExactlyInAnyOrder("category:read", "incident:read");
		assertThat(agreedTo(asked(Map.of("scope", "openid")), "openid").json().has("access_token")).isFalse();
		Client.Answer less = this.app.token(Map.of("grant_type", "refresh_token", "refresh_token",
				tokens.text("refresh_token"), "scope", "openid"));
		assertThat(permissions(bearing(less))).isEmpty();
		OAuthClientOf free = OAuthClientOf.confidential(this.admin);
		String code = parameter(this.browser.get(free.authorizePath(Map.of("scope", "openid"))).header("Location"),
				"code");
		this.admin.patch(free.path(), "{\"scopes\":[\"category:read\"]}");
		assertThat(free.trade(code).text("error")).isEqualTo("invalid_grant");
	}

	@Test
	void refreshesForNoMoreAndPerhapsLess() {
		Client.Answer tokens = given("category:read incident:read");
		Client.Answer same = this.app.refresh(tokens.text("refresh_token"));
		assertThat(permissions(bearing(same))).containsExactlyInAnyOrder("category:read", "incident:read");
		Client.Answer less = this.app.token(Map.of("grant_type", "refresh_token", "refresh_token",
				same.text("refresh_token"), "scope", "category:read"));
		assertThat(permissions(bearing(less))).containsExactly("category:read");
	}

	@Test
	void endsWhatWasGivenOnceTheClientMayDoLess() {
		Client.Answer tokens = given("category:read incident:read");
		assertThat(this.admin
			.patch(this.app.path(),
					"{\"scopes\":[\"category:read\",\"cmdb:read\",\"incident:read\"," + "\"user:manage\"]}")
			.status()).isEqualTo(200);
		assertThat(permissions(bearing(tokens))).hasSize(2);
		assertThat(this.admin.patch(this.app.path(), "{\"scopes\":[\"category:read\"]}").status()).isEqualTo(200);
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(401);
		assertThat(this.app.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
		assertThat(this.admin.patch(this.app.path(), "{\"scopes\":null}").data().has("scopes")).isFalse();
		assertThat(this.app.codeIn(this.browser)).isNotEmpty();
	}

	@Test
	void givesNothingForWhatWasAllowedBeforeTheClientMayDoLess() {
		String code = parameter(agreed(asked(Map.of()), "category:read incident:read").header("Location"), "code");
		String kept = parameter(agreed(asked(Map.of("scope", "category:read")), "category:read").header("Location"),
				"code");
		String open = asked(Map.of());
		this.admin.patch(this.app.path(), "{\"scopes\":[\"category:read\"]}");
		assertThat(this.app.trade(code).text("error")).isEqualTo("invalid_grant");
		assertThat(agreedTo(open, "category:read incident:read").text("error")).isEqualTo("invalid_grant");
		assertThat(permissions(bearing(this.app.trade(kept)))).containsExactly("category:read");
		OAuthClientOf free = OAuthClientOf.confidential(this.admin);
		String unlimited = free.codeIn(this.browser);
		this.admin.patch(free.path(), "{\"scopes\":[\"category:read\"]}");
		assertThat(free.trade(unlimited).text("error")).isEqualTo("invalid_grant");
	}

	@Test
	void refusesScopesThatAreNoPermissions() {
		Client.Answer answer = this.admin.post("/api/v1/oauth-clients",
				"{\"name\":\"x\",\"redirect_uris\":[\"https://app.example/cb\"],\"scopes\":[\"category:read\",\"all\"]}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("scopes");
		assertThat(answer.json().at("/error/details/0/code").asText()).isEqualTo("unknown_permission");
		assertThat(this.admin.patch(this.app.path(), "{\"scopes\":[]}").status()).isEqualTo(400);
	}

	@Test
	void findsATokenOfItsOwnFromBeforeUnlimited() {
		OAuthClientOf former = OAuthClientOf.confidential(this.admin);
		assertThat(permissions(bearing(former.trade(former.codeIn(this.browser))))).contains("incident:work");
	}

	@Test
	void tellsProgramsWhichScopesThereAre() {
		for (String path : List.of("oauth-authorization-server", "openid-configuration")) {
			assertThat(this.client.stranger().get("/.well-known/" + path).json().path("scopes_supported")).as(path)
				.extracting(JsonNode::asText)
				.contains("incident:work", "category:read")
				.doesNotContain("tenant:manage");
		}
		for (String path : List.of("oauth-protected-resource", "oauth-protected-resource/mcp")) {
			JsonNode resource = this.client.stranger().get("/.well-known/" + path).json();
			assertThat(resource.path("authorization_servers")).as(path).hasSize(1);
			assertThat(resource.has("scopes_supported")).as("clients that are told some ask for all").isFalse();
		}
	}

	@Test
	void keepsNoStateThatItsTablesReaderCouldUseNorOneThatNobodyAnswered(@Autowired Authorizations authorizations) {
		String state = state(asked(Map.of()));
		assertThat(pending(Authorizations.hash(state))).isEqualTo(1);
		assertThat(pending(state)).isZero();
		authorizations.removeExpired();
		assertThat(pending(Authorizations.hash(state))).isEqualTo(1);
		this.browser.get(PROFILE);
		this.browser.form("/logout", Map.of("_csrf", this.browser.cookie("NAGARE-CSRF")));
		authorizations.removeExpired();
		assertThat(pending(Authorizations.hash(state))).isZero();
	}

	/** In both places in which people read them. */
	@Test
	void putsEveryPermissionIntoWords(@Autowired TicketKinds kinds, @Autowired MessageSource messages)
			throws IOException {
		Set<String> permissions = Roles.permissions(kinds.of(null));
		String portal = Files.readString(Path.of("src/main/frontend/src/features/admin/rolesTexts.ts"));
		for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
			Map<String, String> words = new HashMap<>();
			Pattern.compile("(?m)^ {6}(\\w+): '([^']*)',$")
				.matcher(portal.substring(portal.indexOf("\n  " + locale.getLanguage() + ": {"),
						locale.equals(Locale.JAPANESE) ? portal.indexOf("\n  en: {") : portal.length()))
				.results()
				.forEach((MatchResult found) -> words.put(found.group(1), found.group(2)));
			for (String permission : permissions) {
				String[] parts = StringUtils.tokenizeToStringArray(permission, ":");
				Stream.of("resource." + parts[0], "action." + parts[1])
					.forEach((key) -> assertThat(messages.getMessage("permission." + key, null, "", locale)).as(key)
						.isNotEmpty()
						.isEqualTo(words.get(key.substring(key.indexOf('.') + 1))));
			}
		}
	}

	private int pending(String state) {
		Integer found = this.acrossTenants.read(() -> this.jdbc
			.queryForObject("select count(*) from oauth2_authorization where state = ?", Integer.class, state));
		return (found != null) ? found : 0;
	}

	/** To where the browser is led first. */
	private String asked(Map<String, String> parameters) {
		String place = this.browser.get(this.app.authorizePath(parameters)).header("Location");
		return place.substring(Math.max(0, place.indexOf("/oauth2/")));
	}

	private static String state(String page) {
		return URLDecoder.decode(parameter(page, "state"), StandardCharsets.UTF_8);
	}

	private Client.Answer agreed(String page, String scopes) {
		StringBuilder form = new StringBuilder("client_id=" + this.app.id() + "&state=" + parameter(page, "state"));
		Stream.of(scopes.split(" "))
			.filter((scope) -> !scope.isEmpty())
			.forEach((scope) -> form.append("&scope=" + scope));
		return this.browser.send("POST", "/oauth2/authorize", form.toString(), "application/x-www-form-urlencoded");
	}

	/** The tokens for these scopes, which somebody has allowed. */
	private Client.Answer given(String scopes) {
		return agreedTo(asked(Map.of("scope", scopes)), scopes);
	}

	private Client.Answer agreedTo(String page, String scopes) {
		return this.app.trade(parameter(agreed(page, scopes).header("Location"), "code"));
	}

	private static void assertLacking(Client.Answer answer, String scope) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(403);
		assertThat(answer.header("WWW-Authenticate"))
			.isEqualTo("Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
		assertThat(answer.json().at("/error/details/0/code").asText()).isEqualTo("insufficient_scope");
	}

	private static List<String> permissions(Client program) {
		Client.Answer profile = program.get(PROFILE);
		assertThat(profile.status()).as(profile.body()).isEqualTo(200);
		List<String> permissions = new ArrayList<>();
		profile.data().path("permissions").forEach((one) -> permissions.add(one.asText()));
		return permissions;
	}

	private Client bearing(Client.Answer tokens) {
		return this.client.stranger().bearing(tokens.text("access_token"));
	}

}
