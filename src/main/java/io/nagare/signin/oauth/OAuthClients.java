package io.nagare.signin.oauth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.shared.IfMatch;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketKinds;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets programs into a tenant and shuts them out, on behalf of its administrators. */
@Component
@Transactional
public class OAuthClients {

	/** As it stands in a model. */
	public static final String TOPIC = "[A-Za-z0-9][A-Za-z0-9._-]*";

	private static final String PERMISSION = "client:manage";

	private final OAuthClientRepository clients;

	private final DirectoryQueries register;

	private final TicketKinds kinds;

	OAuthClients(OAuthClientRepository clients, DirectoryQueries register, TicketKinds kinds) {
		this.clients = clients;
		this.register = register;
		this.kinds = kinds;
	}

	/**
	 * All clients of the tenant by name, deactivated ones too.
	 * @throws Refusal FORBIDDEN for who may not
	 */
	@Transactional(readOnly = true)
	public List<OAuthClient> list(Caller by) {
		by.demand(PERMISSION);
		return this.clients.findAllByName();
	}

	/**
	 * One client of the tenant.
	 * @throws Refusal FORBIDDEN for who may not; NOT_FOUND
	 */
	@Transactional(readOnly = true)
	public OAuthClient read(Caller by, UUID id) {
		by.demand(PERMISSION);
		return client(id);
	}

	/**
	 * Lets a program in.
	 * @return with its secret, where it has one: nobody can read it later
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED
	 */
	public WithSecret create(Caller by, NewClient wanted) {
		by.demand(PERMISSION);
		List<String> redirectUris = Optional.ofNullable(wanted.redirectUris()).orElse(List.of());
		RedirectUris.check(redirectUris);
		checkPurpose(redirectUris, wanted.actsAsId());
		List<String> topics = topics(wanted.topics(), wanted.actsAsId());
		boolean confidential = !Boolean.FALSE.equals(wanted.confidential());
		if (wanted.actsAsId() != null) {
			checkActor(wanted.actsAsId(), confidential);
		}
		@Nullable String secret = confidential ? RandomToken.next() : null;
		OAuthClient client = new OAuthClient(wanted.name().strip(), redirectUris, wanted.actsAsId(), topics,
				(secret != null) ? RandomToken.hash(secret) : null);
		@Nullable List<String> scopes = wanted.scopes();
		if (scopes != null) {
			client.limitTo(checked(scopes));
		}
		return new WithSecret(this.clients.saveAndFlush(client), secret);
	}

	/**
	 * Changes a client. Deactivation ends all its sign-ins, and so do fewer scopes.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED
	 */
	public OAuthClient change(Caller by, UUID id, ClientChanges changes, IfMatch ifMatch) {
		by.demand(PERMISSION);
		OAuthClient client = client(id);
		ifMatch.check(client.version());
		changes.name().ifPresent((name) -> client.rename(name.strip()));
		changes.redirectUris().ifPresent((uris) -> {
			RedirectUris.check(uris);
			checkPurpose(uris, client.actsAs().orElse(null));
			client.returnTo(uris);
		});
		changes.topics().ifPresent((topics) -> client.serve(topics(topics, client.actsAs().orElse(null))));
		changes.scopes().ifPresent((scopes) -> client.limitTo((scopes != null) ? checked(scopes) : null));
		changes.isActive().ifPresent((active) -> {
			if (active) {
				client.reactivate();
			}
			else {
				client.deactivate();
			}
		});
		return this.clients.saveAndFlush(client);
	}

	/**
	 * Gives a client another secret; the former one is refused at once. What the client
	 * has been given with it stays good.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; CONFLICT for a client that
	 * has none
	 */
	public WithSecret renewSecret(Caller by, UUID id) {
		by.demand(PERMISSION);
		OAuthClient client = client(id);
		if (!client.isConfidential()) {
			throw Refusal.conflict("confidential", "client_without_secret");
		}
		String secret = RandomToken.next();
		return new WithSecret(this.clients.saveAndFlush(client.proveBy(RandomToken.hash(secret))), secret);
	}

	private OAuthClient client(UUID id) {
		return this.clients.findById(id).orElseThrow(Refusal::notFound);
	}

	private static void checkPurpose(List<String> redirectUris, @Nullable UUID actsAs) {
		if (redirectUris.isEmpty() && actsAs == null) {
			throw Refusal.invalid("redirect_uris", "client_without_purpose");
		}
	}

	/**
	 * Work is fetched by whoever acts by itself: people who sign in for it fetch none.
	 */
	private static List<String> topics(@Nullable List<String> wanted, @Nullable UUID actsAs) {
		List<String> topics = (wanted != null) ? wanted.stream().distinct().toList() : List.of();
		if (!topics.isEmpty() && actsAs == null) {
			throw Refusal.invalid("topics", "worker_needs_user");
		}
		return topics;
	}

	private List<String> checked(List<String> scopes) {
		Set<String> known = Roles.permissions(this.kinds.all());
		List<Refusal.Detail> wrong = scopes.stream()
			.filter((scope) -> !known.contains(scope))
			.map((scope) -> Refusal.Detail.of("scopes", "unknown_permission", scope))
			.toList();
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return scopes.stream().distinct().sorted().toList();
	}

	private void checkActor(UUID id, boolean confidential) {
		if (this.register.user(id)
			.filter(User::isActive)
			.filter((user) -> Roles.INTEGRATOR.equals(user.role()))
			.isEmpty()) {
			throw Refusal.invalid("acts_as_id", "no_integrator");
		}
		if (!confidential) {
			throw Refusal.invalid("acts_as_id", "client_needs_secret");
		}
	}

	/**
	 * A client that is to be let in.
	 *
	 * @param name for people to recognise it by
	 * @param confidential whether it can keep a secret, as programs on a server can and
	 * those on somebody's device or in his browser can't; true where absent
	 * @param redirectUris where people who have signed in for it are sent back to:
	 * {@code https}, or {@code http} to the device itself; may be absent
	 * @param actsAsId the user of the role integrator as whom it acts by itself; may be
	 * null
	 * @param topics the topics of external tasks that it serves when it acts by itself;
	 * may be absent
	 * @param scopes the permissions that its tokens are limited to; null for all that
	 * whom it acts for may do
	 */
	public record NewClient(@NotBlank @Size(max = 100) String name, @Nullable Boolean confidential,
			@Nullable @Size(max = 10) List<@NotBlank @Size(max = 500) String> redirectUris, @Nullable UUID actsAsId,
			@Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = TOPIC) @Size(max = 100) String> topics,
			@Nullable @Size(min = 1, max = 200) List<@NotBlank @Size(max = 50) String> scopes) {
	}

	/** What is to change about a client; what is absent stays. */
	public record ClientChanges(JsonNullable<@NotBlank @Size(max = 100) String> name,
			JsonNullable<@NotNull @Size(max = 10) List<@NotBlank @Size(max = 500) String>> redirectUris,
			JsonNullable<@NotNull @Size(max = 50) List<@NotNull @Pattern(regexp = TOPIC) @Size(
					max = 100) String>> topics,
			JsonNullable<@Nullable @Size(min = 1, max = 200) List<@NotBlank @Size(max = 50) String>> scopes,
			JsonNullable<@NotNull Boolean> isActive) {
	}

	/**
	 * A client and what it proves itself with.
	 *
	 * @param secret null for a client that has none
	 */
	public record WithSecret(OAuthClient client, @Nullable String secret) {

		@Override
		public String toString() {
			return "WithSecret[not shown]";
		}

	}

}
