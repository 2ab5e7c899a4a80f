package io.nagare.signin;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.nagare.directory.Caller;
import io.nagare.signin.keys.SigningKeys;
import io.nagare.signin.oauth.Authorizations;
import io.nagare.signin.oauth.RegisteredClients;
import io.nagare.signin.token.AccessTokens;
import io.nagare.signin.token.TokenClaims;
import io.nagare.signin.token.TokenService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@WithIdentity
class AccessTokenTests {

	@Autowired
	private Client client;

	@Autowired
	private SigningKeys keys;

	@Autowired
	private ToldDeeds told;

	private String token = "";

	private JWTClaimsSet claims = new JWTClaimsSet.Builder().build();

	@BeforeEach
	void somebodySignsIn() throws Exception {
		this.token = this.client.stranger().login("agent1", "demo").text("access_token");
		this.claims = SignedJWT.parse(this.token).getJWTClaimsSet();
	}

	@Test
	void tellsTheClientWhoItActsFor() throws Exception {
		SignedJWT parsed = SignedJWT.parse(this.token);
		assertThat(parsed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
		assertThat(parsed.getHeader().getKeyID()).isEqualTo(this.keys.signing().getKeyID());
		assertThat(this.claims.getSubject()).isEqualTo("agent1");
		assertThat(this.claims.getClaim("tenant")).isEqualTo("demo");
		assertThat(this.claims.getClaim("role")).isEqualTo("operator");
		assertThat(this.claims.getJWTID()).isNotBlank();
		assertThat(
				Duration.between(this.claims.getIssueTime().toInstant(), this.claims.getExpirationTime().toInstant()))
			.isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void opensTheDoorAsLongAsItIsUntouched() throws Exception {
		assertThat(refusal(this.token)).isEmpty();
		assertThat(refusal(signed(this.keys.signing(), this.claims))).isEmpty();
	}

	@Test
	void isRefusedWhenTamperedWith() {
		String[] parts = this.token.split("\\.", -1);
		String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("operator", "platform");
		String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8));
		assertThat(refusal(parts[0] + "." + forged + "." + parts[2])).isEqualTo("forged");
		assertThat(refusal(parts[0] + "." + parts[1] + ".")).isEqualTo("forged");
		assertThat(refusal("nonsense")).isEqualTo("forged");
	}

	@Test
	void isRefusedWhenExpired() throws Exception {
		assertThat(refusal(signed(this.keys.signing(),
				changed().issueTime(Date.from(Instant.now().minusSeconds(90)))
					.expirationTime(Date.from(Instant.now().minusSeconds(30)))
					.build())))
			.isEqualTo("expired");
	}

	@Test
	void isRefusedWithoutASignature() {
		assertThat(refusal(new PlainJWT(this.claims).serialize())).isEqualTo("forged");
	}

	@Test
	void isRefusedWhenThePublicKeySignsAsASecret() throws Exception {
		RSAPublicKey open = this.keys.signing().toRSAPublicKey();
		SignedJWT forged = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("at+jwt")).build(), this.claims);
		forged.sign(new MACSigner(open.getEncoded()));
		assertThat(refusal(forged.serialize())).isEqualTo("forged");
	}

	@Test
	void isRefusedWithAForeignKeyUnderOurKeysName() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		KeyPair foreign = generator.generateKeyPair();
		RSAKey pair = new RSAKey.Builder((RSAPublicKey) foreign.getPublic()).privateKey(foreign.getPrivate())
			.keyID(this.keys.signing().getKeyID())
			.build();
		assertThat(refusal(signed(pair, this.claims))).isEqualTo("forged");
	}

	@Test
	void isRefusedFromAForeignIssuer() throws Exception {
		assertThat(refusal(signed(this.keys.signing(), changed().issuer("https://elsewhere.example").build())))
			.isEqualTo("not_ours");
	}

	@Test
	void isRefusedWhenItIsATokenOfAnotherKind() throws Exception {
		SignedJWT other = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build(),
				this.claims);
		other.sign(new RSASSASigner(this.keys.signing()));
		assertThat(refusal(other.serialize())).isEqualTo("forged");
		assertThat(refusal(signed(this.keys.signing(), changed().claim("sid", null).build()))).isEqualTo("unknown");
	}

	@Test
	void isGoodAsLongAsItsKeyIsPublished() throws Exception {
		RSAKey old = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
		Turned turned = new Turned(List.of(old, this.keys.signing()));
		AccessTokens tokens = new AccessTokens(new SecuritySettings("https://here.example", true), turned);
		Caller caller = new Caller(UUID.randomUUID(), "agent1", null, "operator", Set.of(), Set.of());
		String issued = tokens.tokenGenerator((context) -> TokenClaims.tell(context, caller, UUID.randomUUID()))
			.generate(DefaultOAuth2TokenContext.builder()
				.registeredClient(RegisteredClients.OWN)
				.principal(Authorizations.named("agent1"))
				.authorizationServerContext(new TokenService.OwnContext(
						AuthorizationServerSettings.builder().issuer("https://here.example").build()))
				.tokenType(OAuth2TokenType.ACCESS_TOKEN)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.build())
			.getTokenValue();
		assertThat(SignedJWT.parse(issued).getHeader().getKeyID()).isEqualTo(this.keys.signing().getKeyID());
		String earlier = signed(old, new JWTClaimsSet.Builder(SignedJWT.parse(issued).getJWTClaimsSet()).build());
		assertThat(tokens.jwtDecoder().decode(issued).getSubject()).isEqualTo("agent1");
		assertThat(tokens.jwtDecoder().decode(earlier).getSubject()).isEqualTo("agent1");
		turned.published = List.of(this.keys.signing());
		JwtDecoder later = tokens.jwtDecoder();
		assertThatExceptionOfType(JwtException.class).isThrownBy(() -> later.decode(earlier));
	}

	@Test
	void tellsItsSignInAfterItHasExpiredButNotWhenItIsForged() throws Exception {
		AccessTokens tokens = new AccessTokens(new SecuritySettings("https://here.example", true), this.keys);
		JWTClaimsSet expired = changed().issueTime(Date.from(Instant.now().minus(Duration.ofMinutes(11))))
			.expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(1))))
			.build();
		assertThat(tokens.signInOf(signed(this.keys.signing(), expired)))
			.hasValueSatisfying((id) -> assertThat(id).hasToString(String.valueOf(this.claims.getClaim("sid"))));
		assertThat(tokens.signInOf(signed(new RSAKeyGenerator(2048).keyID("other").generate(), expired))).isEmpty();
		assertThat(tokens.signInOf("made-up")).isEmpty();
	}

	/** Keys of which the last signs. */
	private static final class Turned implements SigningKeys {

		private List<RSAKey> published;

		Turned(List<RSAKey> published) {
			this.published = published;
		}

		@Override
		public RSAKey signing() {
			return this.published.get(this.published.size() - 1);
		}

		@Override
		public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
			return selector.select(new JWKSet(List.copyOf(this.published)));
		}

	}

	private JWTClaimsSet.Builder changed() {
		return new JWTClaimsSet.Builder(this.claims);
	}

	/** Why both doors, as they tell, refuse it; empty where they do not. */
	private String refusal(String bearer) {
		this.told.clear();
		int status = statusFor(bearer);
		assertThat(this.told.deeds()).hasSize((status == 401) ? 2 : 0)
			.allSatisfy((deed) -> assertThat(deed.toString()).doesNotContain(bearer));
		return (status == 401) ? String.valueOf(this.told.deeds().get(0).facts().get("why")) : "";
	}

	private int statusFor(String bearer) {
		int engine = this.client.stranger().bearing(bearer).get("/engine-rest/task").status();
		int api = this.client.stranger().bearing(bearer).get("/api/v1/auth/profile").status();
		assertThat(api).isEqualTo(engine);
		return engine;
	}

	private static String signed(RSAKey pair, JWTClaimsSet claims) throws Exception {
		JWSSigner signer = new RSASSASigner(pair);
		SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt"))
			.keyID(pair.getKeyID())
			.build(), claims);
		jwt.sign(signer);
		return jwt.serialize();
	}

}
