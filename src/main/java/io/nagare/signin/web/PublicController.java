package io.nagare.signin.web;

import java.util.List;
import java.util.Map;

import io.nagare.signin.ApiSecurityConfiguration;
import io.nagare.signin.SecuritySettings;
import io.nagare.signin.oauth.UsualScopes;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What strangers may ask: where things are. */
@Hidden
@RestController
class PublicController {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private final SecuritySettings settings;

	private final UsualScopes scopes;

	PublicController(SecuritySettings settings, UsualScopes scopes) {
		this.settings = settings;
		this.scopes = scopes;
	}

	/** As in OpenID Connect Discovery 1.0, as far as it is true of us. */
	@GetMapping("/.well-known/openid-configuration")
	Map<String, Object> discovery() {
		String issuer = this.settings.issuer();
		return Map.ofEntries(Map.entry("issuer", issuer), Map.entry("jwks_uri", issuer + "/oauth2/jwks"),
				Map.entry("authorization_endpoint", issuer + "/oauth2/authorize"),
				Map.entry("token_endpoint", issuer + "/oauth2/token"),
				Map.entry("revocation_endpoint", issuer + "/oauth2/revoke"),
				Map.entry("userinfo_endpoint", issuer + ApiSecurityConfiguration.USER_INFO),
				Map.entry("response_types_supported", List.of("code")),
				Map.entry("grant_types_supported",
						List.of("authorization_code", "client_credentials", "refresh_token")),
				Map.entry("token_endpoint_auth_methods_supported",
						List.of("client_secret_basic", "client_secret_post", "none")),
				Map.entry("code_challenge_methods_supported", List.of("S256")),
				Map.entry("subject_types_supported", List.of("public")),
				Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
				Map.entry("claims_supported",
						List.of("iss", "sub", "aud", "exp", "iat", "nonce", "preferred_username", "name", "email")),
				Map.entry("scopes_supported", this.scopes.supported()));
	}

	/**
	 * Where a program of the API gets a token, as in OAuth 2.0 Protected Resource
	 * Metadata (RFC 9728).
	 */
	@GetMapping(ApiSecurityConfiguration.DESCRIBED)
	Map<String, Object> api() {
		return resource("");
	}

	/** The same for assistants, whose clients look for it by themselves. */
	@GetMapping(ApiSecurityConfiguration.DESCRIBED + ApiSecurityConfiguration.ASSISTANTS)
	Map<String, Object> assistants() {
		return resource(ApiSecurityConfiguration.ASSISTANTS);
	}

	/**
	 * Without scopes: clients that are told some ask for all of them, which would bring
	 * each person a page of consent and a token that is limited.
	 */
	private Map<String, Object> resource(String path) {
		String issuer = this.settings.issuer();
		return Map.of("resource", issuer + path, "resource_name", "Nagare", "authorization_servers", List.of(issuer),
				"bearer_methods_supported", List.of("header"));
	}

	/** Camunda Modeler asks for it, to link to what it has deployed. */
	@GetMapping("/.well-known/camunda-automation-platform/webapps")
	Map<String, String> engineApplications() {
		String base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
		return Map.of("tasklistUrl", base + TASKLIST, "cockpitUrl", base + "/camunda/app/cockpit/default/", "adminUrl",
				base + "/camunda/app/admin/default/");
	}

}
