package io.nagare.identity.web;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.JWKSet;
import io.nagare.identity.signin.SecuritySettings;
import io.nagare.identity.signin.SigningKey;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What strangers may ask: where things are, and the key to check tokens with. */
@Hidden
@RestController
class PublicController {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private final SecuritySettings settings;

	private final SigningKey key;

	PublicController(SecuritySettings settings, SigningKey key) {
		this.settings = settings;
		this.key = key;
	}

	/** Until there is a portal. */
	@GetMapping("/")
	ResponseEntity<Void> home(HttpServletRequest request) {
		return ResponseEntity.status(HttpStatus.FOUND)
			.header(HttpHeaders.LOCATION, URI.create(request.getContextPath() + TASKLIST).toString())
			.build();
	}

	@GetMapping("/oauth2/jwks")
	Map<String, Object> keys() {
		return new JWKSet(this.key.published()).toJSONObject(true);
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
