package io.nagare.identity.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.nagare.identity.Caller;
import io.nagare.identity.keys.SigningKeys;
import io.nagare.shared.TenantId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Writes and reads access tokens: JWTs of RFC 9068, signed with RS256 and nothing else.
 * Who the bearer is and whether his sign-in is still open is asked anew at each use; role
 * and tenant are in the token for the client to read.
 */
@Configuration(proxyBeanMethods = false)
class AccessTokens {

	static final Duration LIFETIME = Duration.ofMinutes(10);

	static final String USER = "uid";

	static final String SIGN_IN = "sid";

	/** Tells an access token from any other JWT that the same key may sign one day. */
	static final String TYPE = "at+jwt";

	/** How many tokens are known to be well signed; each use checks the rest. */
	private static final int KNOWN = 10_000;

	/** How far the clocks of two nodes may differ. */
	private static final Duration SKEW = Duration.ofSeconds(5);

	private final SecuritySettings settings;

	private final SigningKeys keys;

	private final JwtEncoder encoder;

	AccessTokens(SecuritySettings settings, SigningKeys keys) {
		this.settings = settings;
		this.keys = keys;
		this.encoder = new NimbusJwtEncoder(keys);
	}

	String issue(Caller caller, UUID signInId) {
		Instant now = Instant.now();
		TenantId tenant = caller.tenant();
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.issuer(this.settings.issuer())
			.subject(caller.username())
			.id(UUID.randomUUID().toString())
			.issuedAt(now)
			.expiresAt(now.plus(LIFETIME))
			.claim(USER, caller.userId().toString())
			.claim(SIGN_IN, signInId.toString())
			.claim("role", caller.role());
		if (tenant != null) {
			claims.claim("tenant", tenant.slug());
		}
		JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
			.type(TYPE)
			.keyId(this.keys.signing().getKeyID())
			.build();
		return this.encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
	}

	@Bean
	JwtDecoder jwtDecoder() {
		DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();
		signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, this.keys));
		signatures.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE)));
		// the validator below does
		signatures.setJWTClaimsSetVerifier((claims, context) -> {
		});
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(signatures);
		OAuth2TokenValidator<Jwt> validator = new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(SKEW),
				new JwtIssuerValidator(this.settings.issuer()), new JwtTypeValidator(TYPE));
		decoder.setJwtValidator(validator);
		return remembering(decoder, validator);
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
