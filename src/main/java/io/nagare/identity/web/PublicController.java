package io.nagare.identity.web;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.nagare.identity.keys.SigningKeys;
import io.nagare.identity.signin.SecuritySettings;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What strangers may ask: where things are, and the keys to check tokens with. */
@Hidden
@RestController
class PublicController {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private final SecuritySettings settings;

	private final SigningKeys keys;

	PublicController(SecuritySettings settings, SigningKeys keys) {
		this.settings = settings;
		this.keys = keys;
	}

	/** Until there is a portal. */
	@GetMapping("/")
	ResponseEntity<Void> home(HttpServletRequest request) {
		return ResponseEntity.status(HttpStatus.FOUND)
			.header(HttpHeaders.LOCATION, URI.create(request.getContextPath() + TASKLIST).toString())
			.build();
	}

	@GetMapping("/oauth2/jwks")
	Map<String, Object> keys() throws KeySourceException {
		return new JWKSet(this.keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)).toJSONObject(true);
	}

	/** As in OpenID Connect Discovery 1.0, as far as it is true of us. */
	@GetMapping("/.well-known/openid-configuration")
	Map<String, Object> discovery() {
		return Map.of("issuer", this.settings.issuer(), "jwks_uri", this.settings.issuer() + "/oauth2/jwks",
				"subject_types_supported", List.of("public"), "id_token_signing_alg_values_supported",
				List.of("RS256"));
	}

	/** Camunda Modeler asks for it, to link to what it has deployed. */
	@GetMapping("/.well-known/camunda-automation-platform/webapps")
	Map<String, String> engineApplications() {
		String base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
		return Map.of("tasklistUrl", base + TASKLIST, "cockpitUrl", base + "/camunda/app/cockpit/default/", "adminUrl",
				base + "/camunda/app/admin/default/");
	}

}
