package io.nagare.signin.oauth;

import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.RandomToken;
import io.nagare.signin.SignInRepository;
import io.nagare.signin.SignedIn;
import io.nagare.signin.token.AccessTokens;
import io.nagare.signin.token.TokenClaims;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * What clients were given, stored by Spring Authorization Server's own service, but with
 * hashes in the place of tokens, so that the table's reader cannot use them. What belongs
 * to a sign-in that has ended is not found.
 */
@Component
public class Authorizations implements OAuth2AuthorizationService {

	/** The key of who signed in. */
	public static final String USER = "uid";

	/** The sign-in in the browser in which a code was asked for. */
	static final String SESSION = "session";

	/** No token begins so: what is stored once is not hashed again. */
	private static final String HASHED = "sha256:";

	private final JdbcOAuth2AuthorizationService stored;

	private final SignInRepository signIns;

	private final AcrossTenants acrossTenants;

	private final AccessTokens accessTokens;

	private final JdbcTemplate jdbc;

	Authorizations(RegisteredClients clients, SignInRepository signIns, AcrossTenants acrossTenants,
			AccessTokens accessTokens, JdbcTemplate jdbc) {
		this.stored = new JdbcOAuth2AuthorizationService(jdbc, clients.withinTransaction());
		this.signIns = signIns;
		this.acrossTenants = acrossTenants;
		this.accessTokens = accessTokens;
		this.jdbc = jdbc;
	}

	public static String hash(String token) {
		return HASHED + RandomToken.hash(token);
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		OAuth2Authorization.Builder hashed = OAuth2Authorization.from(authorization);
		hash(authorization, OAuth2AuthorizationCode.class, hashed, (value, token) -> new OAuth2AuthorizationCode(value,
				token.getIssuedAt(), Objects.requireNonNull(token.getExpiresAt())));
		hash(authorization, OAuth2AccessToken.class, hashed,
				(value, token) -> new OAuth2AccessToken(token.getTokenType(), value, token.getIssuedAt(),
						token.getExpiresAt(), token.getScopes()));
		hash(authorization, OAuth2RefreshToken.class, hashed,
				(value, token) -> new OAuth2RefreshToken(value, token.getIssuedAt(), token.getExpiresAt()));
		hashIdToken(authorization, hashed);
		if (authorization.getAttribute(OAuth2ParameterNames.STATE) instanceof String state
				&& !state.startsWith(HASHED)) {
			hashed.attribute(OAuth2ParameterNames.STATE, hash(state));
		}
		if (authorization.getAttribute(Principal.class.getName()) instanceof SignedIn signedIn) {
			hashed.attribute(Principal.class.getName(), named(signedIn.getName()))
				.attribute(USER, signedIn.userId().toString())
				.attribute(SESSION, signedIn.signIn().orElseThrow().toString());
		}
		this.acrossTenants.write(() -> {
			this.stored.save(hashed.build());
			return true;
		});
	}

	private static <T extends AbstractOAuth2Token> void hash(OAuth2Authorization authorization, Class<T> type,
			OAuth2Authorization.Builder hashed, BiFunction<String, T, T> copy) {
		OAuth2Authorization.@Nullable Token<T> token = authorization.getToken(type);
		if (token != null && !token.getToken().getTokenValue().startsWith(HASHED)) {
			T plain = token.getToken();
			hashed.token(copy.apply(hash(plain.getTokenValue()), plain),
					(metadata) -> metadata.putAll(token.getMetadata()));
		}
	}

	/** What it says of the person himself stays with the client. */
	private static void hashIdToken(OAuth2Authorization authorization, OAuth2Authorization.Builder hashed) {
		OAuth2Authorization.@Nullable Token<OidcIdToken> token = authorization.getToken(OidcIdToken.class);
		if (token != null && !token.getToken().getTokenValue().startsWith(HASHED)) {
			OidcIdToken plain = token.getToken();
			Map<String, Object> claims = new LinkedHashMap<>(plain.getClaims());
			claims.keySet().removeAll(TokenClaims.OF_PERSON);
			hashed.token(
					new OidcIdToken(hash(plain.getTokenValue()), plain.getIssuedAt(), plain.getExpiresAt(), claims),
					(metadata) -> {
						metadata.putAll(token.getMetadata());
						metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims);
					});
		}
	}

	/** Somebody, by name alone. */
	public static UsernamePasswordAuthenticationToken named(String username) {
		return UsernamePasswordAuthenticationToken.authenticated(username, null, List.of());
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		this.acrossTenants.write(() -> {
			this.stored.remove(authorization);
			return true;
		});
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return find(() -> this.stored.findById(id));
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		return find(() -> this.stored.findByToken(hash(token), type));
	}

	private @Nullable OAuth2Authorization find(Supplier<@Nullable OAuth2Authorization> read) {
		return this.acrossTenants
			.read(() -> Optional.ofNullable(read.get())
				.filter((found) -> this.signIns.findById(signIn(found))
					.filter((signIn) -> signIn.isOpenAt(Instant.now()))
					.isPresent()))
			.orElse(null);
	}

	/** What its tokens belong to; before there are any, the sign-in in the browser. */
	public static UUID signIn(OAuth2Authorization authorization) {
		OAuth2Authorization.@Nullable Token<OAuth2AccessToken> access = authorization.getAccessToken();
		if (access != null && access.getClaims() != null) {
			return UUID.fromString(String.valueOf(access.getClaims().get(AccessTokens.SIGN_IN)));
		}
		@Nullable String session = authorization.getAttribute(SESSION);
		return UUID.fromString((session != null) ? session : authorization.getId());
	}

	/** Who signed in. */
	public static UUID user(OAuth2Authorization authorization) {
		return UUID.fromString(Objects.requireNonNull(authorization.<String>getAttribute(USER), USER));
	}

	/**
	 * Uses a code or refresh token up, within the running transaction.
	 * @return whether this was its first use
	 */
	public boolean spend(String token, OAuth2Authorization authorization) {
		return this.jdbc.update(
				"INSERT INTO spent_tokens (token_value, authorization_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
				hash(token), authorization.getId()) == 1;
	}

	/** The sign-in of the client's whose code or refresh token this was, open or not. */
	public Optional<UUID> spentBy(String token, RegisteredClient client) {
		return signIn("""
				SELECT a.id FROM spent_tokens s JOIN oauth2_authorization a ON a.id = s.authorization_id
				 WHERE s.token_value = ? AND a.registered_client_id = ?""", hash(token), client.getId());
	}

	/** The sign-in whose refresh token this is or was, open or not. */
	public Optional<UUID> signInByRefreshToken(String token) {
		return signIn("""
				SELECT id FROM oauth2_authorization WHERE refresh_token_value = ?
				UNION SELECT authorization_id FROM spent_tokens WHERE token_value = ?""", hash(token), hash(token));
	}

	/**
	 * The sign-in that a token of ours belongs to, also a token that a refresh has
	 * replaced.
	 */
	public Optional<UUID> signInByToken(String token) {
		return signInByRefreshToken(token).or(() -> this.accessTokens.signInOf(token));
	}

	private Optional<UUID> signIn(String query, Object... parameters) {
		return this.acrossTenants.read(() -> this.jdbc.queryForList(query, String.class, parameters)
			.stream()
			.findFirst()
			.map(UUID::fromString));
	}

	/** What nobody can use any more is removed, whatever node comes first. */
	@Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
	public void removeExpired() {
		this.acrossTenants.write(() -> this.jdbc.update("""
				DELETE FROM oauth2_authorization
				 WHERE greatest(authorization_code_expires_at, access_token_expires_at, refresh_token_expires_at)
				       < now() - interval '1 hour'
				    OR (state IS NOT NULL AND NOT EXISTS (
				       SELECT FROM sign_ins s WHERE s.id::text = attributes::json ->> 'session'
				          AND s.ended_at IS NULL AND s.expires_at > now()))"""));
	}

}
