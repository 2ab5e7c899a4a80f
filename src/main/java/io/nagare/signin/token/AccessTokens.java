package io.nagare.signin.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.nagare.shared.RandomToken;
import io.nagare.signin.SecuritySettings;
import io.nagare.signin.SignIn;
import io.nagare.signin.SignedIn;
import io.nagare.signin.keys.SigningKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Writes and reads access tokens: JWTs of RFC 9068, signed with RS256 and nothing else.
 */
@Configuration(proxyBeanMethods = false)
public class AccessTokens {

	public static final Duration LIFETIME = Duration.ofMinutes(10);

	public static final String USER = "uid";

	public static final String SIGN_IN = "sid";

	/** What the client is called that the token was given to. */
	public static final String CLIENT = "client";

	/** What the token is limited to, divided by spaces; absent for all (RFC 9068). */
	static final String SCOPE = "scope";

	/** Tells an access token from any other JWT that the same key may sign one day. */
	static final String TYPE = "at+jwt";

	/** Of an ID token (RFC 7519, 5.1), which opens nothing here. */
	private static final String ID_TYPE = "JWT";

	/** How many tokens are known to be well signed; each use checks the rest. */
	private static final int KNOWN = 10_000;

	/** How far the clocks of two nodes may differ. */
	private static final Duration SKEW = Duration.ofSeconds(5);

	private final SecuritySettings settings;

	private final SigningKeys keys;

	public AccessTokens(SecuritySettings settings, SigningKeys keys) {
		this.settings = settings;
		this.keys = keys;
	}

	/** What the token lets its bearer do; null for one that no client got. */
	public static @Nullable TokenLimit limit(Jwt token) {
		@Nullable String client = token.getClaimAsString(CLIENT);
		return (client == null) ? null : new TokenLimit(client, false,
				Optional.ofNullable(token.getClaimAsString(SCOPE)).map((words) -> Set.of(words.split(" "))));
	}

	/** What makes access and ID tokens and, whoever the client is, refresh tokens. */
	@Bean
	public OAuth2TokenGenerator<OAuth2Token> tokenGenerator(OAuth2TokenCustomizer<JwtEncodingContext> claims) {
		JwtGenerator signedTokens = new JwtGenerator(new NimbusJwtEncoder(this.keys));
		signedTokens.setJwtCustomizer((context) -> {
			boolean identity = context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN);
			context.getJwsHeader().type(identity ? ID_TYPE : TYPE).keyId(this.keys.signing().getKeyID());
			claims.customize(context);
		});
		OAuth2TokenGenerator<OAuth2RefreshToken> refreshTokens = (
				context) -> OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType()) ? refreshToken() : null;
		return new DelegatingOAuth2TokenGenerator(signedTokens, refreshTokens);
	}

	/** A new one. */
	static OAuth2RefreshToken refreshToken() {
		Instant now = Instant.now();
		return new OAuth2RefreshToken(RandomToken.next(), now, now.plus(SignIn.LIFETIME));
	}

	@Bean
	public JwtDecoder jwtDecoder() {
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(signatures());
		OAuth2TokenValidator<Jwt> validator = new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(SKEW),
				new JwtIssuerValidator(this.settings.issuer()), new JwtTypeValidator(TYPE));
		decoder.setJwtValidator(validator);
		return remembering(decoder, validator);
	}

	/** Checks signature and type; the claims are left to a validator. */
	private DefaultJWTProcessor<SecurityContext> signatures() {
		DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();
		signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, this.keys));
		signatures.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE)));
		signatures.setJWTClaimsSetVerifier((claims, context) -> {
		});
		return signatures;
	}

	/**
	 * The sign-in that an access token of ours belongs to, whether or not the token has
	 * expired or a refresh has replaced it. Its signature is the proof, so no list of
	 * issued tokens is kept.
	 * @return empty for anything else, and an expired token whose key is removed
	 */
	public Optional<UUID> signInOf(String token) {
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(signatures());
		decoder.setJwtValidator(new JwtTypeValidator(TYPE));
		try {
			return SignedIn.by(decoder.decode(token)).signIn();
		}
		catch (JwtException | InvalidBearerTokenException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A signature stays what it is, and checking it is dear; whether the token is still
	 * good is asked each time.
	 */
	private static JwtDecoder remembering(JwtDecoder decoder, OAuth2TokenValidator<Jwt> validator) {
		Cache<String, Jwt> signed = Caffeine.newBuilder().maximumSize(KNOWN).expireAfterWrite(LIFETIME).build();
		return (token) -> {
			@Nullable Jwt known = signed.getIfPresent(token);
			if (known == null || validator.validate(known).hasErrors()) {
				known = decoder.decode(token);
				signed.put(token, known);
			}
			return known;
		};
	}

}
