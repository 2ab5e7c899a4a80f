package io.nagare.signin.web;

import java.util.List;
import java.util.Map;

import io.nagare.signin.ApiSecurityConfiguration;
import io.nagare.signin.SecuritySettings;
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

	PublicController(SecuritySettings settings) {
		this.settings = settings;
	}

	/** As in OpenID Connect Discovery 1.0, as far as it is true of us. */
	@GetMapping("/.well-known/openid-configuration")
	Map<String, Object> discovery() {
		String issuer = this.settings.issuer();
		return Map.of("issuer", issuer, "jwks_uri", issuer + "/oauth2/jwks", "authorization_endpoint",
				issuer + "/oauth2/authorize", "token_endpoint", issuer + "/oauth2/token", "revocation_endpoint",
				issuer + "/oauth2/revoke", "response_types_supported", List.of("code"),
				"code_challenge_methods_supported", List.of("S256"), "subject_types_supported", List.of("public"),
				"id_token_signing_alg_values_supported", List.of("RS256"));
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
