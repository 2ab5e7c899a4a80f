package io.nagare.signin.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nagare.directory.CurrentCaller;
import io.nagare.signin.oauth.OAuthClient;
import io.nagare.signin.oauth.OAuthClients;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The programs that the caller's tenant has let in. */
@RestController
@RequestMapping("/api/v1/oauth-clients")
@Tag(name = "OAuth clients")
class OAuthClientController {

	private final CurrentCaller currentCaller;

	private final OAuthClients clients;

	OAuthClientController(CurrentCaller currentCaller, OAuthClients clients) {
		this.currentCaller = currentCaller;
		this.clients = clients;
	}

	@GetMapping
	Paged<OAuthClientDto> listOAuthClients(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return Paged.of(this.clients.list(this.currentCaller.require()), PageQuery.of(page, limit))
			.map(OAuthClientDto::of);
	}

	@GetMapping("/{id}")
	OAuthClientDto readOAuthClient(@PathVariable UUID id) {
		return OAuthClientDto.of(this.clients.read(this.currentCaller.require(), id));
	}

	/** The secret is shown here and nowhere else. */
	@PostMapping
	ResponseEntity<OAuthClientDto> createOAuthClient(@Valid @RequestBody OAuthClients.NewClient wanted) {
		OAuthClientDto client = OAuthClientDto.of(this.clients.create(this.currentCaller.requireInPerson(), wanted));
		return ResponseEntity.created(URI.create("/api/v1/oauth-clients/" + client.id())).body(client);
	}

	@PatchMapping("/{id}")
	OAuthClientDto changeOAuthClient(@PathVariable UUID id, @Valid @RequestBody OAuthClients.ClientChanges changes,
			IfMatch ifMatch) {
		return OAuthClientDto.of(this.clients.change(this.currentCaller.requireInPerson(), id, changes, ifMatch));
	}

	/**
	 * The former secret is refused at once; the new one is shown here and nowhere else.
	 */
	@PostMapping("/{id}/secret")
	OAuthClientDto renewOAuthClientSecret(@PathVariable UUID id) {
		return OAuthClientDto.of(this.clients.renewSecret(this.currentCaller.requireInPerson(), id));
	}

	/**
	 * A program that the tenant has let in.
	 *
	 * @param scopes the permissions that its tokens are limited to; absent for all that
	 * whom it acts for may do
	 * @param clientSecret only where it has just been made
	 */
	@Schema(name = "OAuthClient")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record OAuthClientDto(UUID id, UUID clientId, String name, boolean confidential, List<String> redirectUris,
			@Nullable UUID actsAsId, List<String> topics, @Nullable List<String> scopes, boolean isActive,
			@Nullable String clientSecret, Instant createdAt, long version) implements Versioned {

		static OAuthClientDto of(OAuthClient client) {
			return of(client, null);
		}

		static OAuthClientDto of(OAuthClients.WithSecret made) {
			return of(made.client(), made.secret());
		}

		private static OAuthClientDto of(OAuthClient client, @Nullable String secret) {
			return new OAuthClientDto(client.id(), client.id(), client.name(), client.isConfidential(),
					client.redirectUris(), client.actsAs().orElse(null), client.topics(), client.scopes().orElse(null),
					client.isActive(), secret, client.createdAt(), client.version());
		}

		@Override
		public String toString() {
			return "OAuthClientDto[" + this.id + "]";
		}

	}

}
