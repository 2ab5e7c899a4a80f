package io.nagare.signin.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import io.nagare.directory.AcrossTenants;
import io.nagare.signin.Client;
import io.nagare.signin.WithIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@WithIdentity
class RotatingKeysTests {

	private static final Duration PERIOD = Duration.ofDays(30);

	private static final int BITS = 2048;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Client client;

	@Autowired
	private SigningKeys live;

	private final Instant start = Instant.parse("2030-01-01T00:00:00Z");

	private Instant now = this.start;

	private List<Object[]> others = List.of();

	/** Other contexts sign with what is there, so it comes back afterwards. */
	@BeforeEach
	void noKeyIsThere() {
		this.others = this.acrossTenants.write(() -> {
			List<Object[]> rows = this.jdbc.query("select id, secret, signs_from from signing_keys",
					(row, i) -> new Object[] { row.getString(1), row.getString(2), row.getTimestamp(3) });
			this.jdbc.update("delete from signing_keys");
			return rows;
		});
	}

	@AfterEach
	void theOthersComeBack() {
		this.acrossTenants.write(() -> {
			this.jdbc.update("delete from signing_keys");
			return this.jdbc.batchUpdate("insert into signing_keys (id, secret, signs_from) values (?, ?, ?)",
					this.others);
		});
	}

	@Test
	void aNewKeyIsPublishedADayBeforeItSigns() throws Exception {
		RotatingKeys keys = node();
		JWK first = keys.signing();
		at(PERIOD.minusDays(1).minusSeconds(1));
		keys.turn();
		assertThat(published(keys)).containsExactly(first);
		at(PERIOD.minusDays(1));
		keys.turn();
		assertThat(published(keys)).hasSize(2).contains(first);
		at(PERIOD.minusSeconds(1));
		assertThat(keys.signing()).isEqualTo(first);
		at(PERIOD);
		assertThat(keys.signing()).isNotEqualTo(first);
		assertThat(published(keys)).contains(keys.signing());
	}

	@Test
	void anOldKeyIsPublishedUntilItsLastTokenHasExpired() throws Exception {
		RotatingKeys keys = node();
		JWK first = keys.signing();
		at(PERIOD.minusDays(1));
		keys.turn();
		at(PERIOD.plusMinutes(30));
		keys.turn();
		assertThat(published(keys)).contains(first);
		at(PERIOD.plus(RotatingKeys.PUBLISHED_AFTER).plusSeconds(1));
		keys.turn();
		assertThat(published(keys)).containsExactly(keys.signing()).doesNotContain(first);
	}

	@Test
	void aKeyThatIsOverdueIsStillPublishedBeforeItSigns() throws Exception {
		RotatingKeys keys = node();
		JWK first = keys.signing();
		at(PERIOD.multipliedBy(3));
		keys.turn();
		assertThat(published(keys)).hasSize(2);
		assertThat(keys.signing()).isEqualTo(first);
		at(PERIOD.multipliedBy(3).plusDays(1));
		assertThat(keys.signing()).isNotEqualTo(first);
	}

	@Test
	void nodesThatStartAndTurnAtOnceAgree() throws Exception {
		List<RotatingKeys> nodes = IntStream.range(0, 4).parallel().mapToObj((i) -> node()).toList();
		assertThat(nodes).extracting(RotatingKeys::signing).containsOnly(nodes.get(0).signing());
		at(PERIOD.minusDays(1));
		nodes.parallelStream().forEach(RotatingKeys::turn);
		at(PERIOD);
		assertThat(nodes).extracting(RotatingKeys::signing).containsOnly(nodes.get(0).signing());
		assertThat(published(nodes.get(0))).hasSize(2);
	}

	@Test
	void aNodeThatMeetsAnUnknownKeyLooksForIt() throws Exception {
		RotatingKeys late = node();
		at(PERIOD.minusDays(1));
		RotatingKeys early = node();
		at(PERIOD);
		JWKSelector selector = new JWKSelector(new JWKMatcher.Builder().keyID(early.signing().getKeyID()).build());
		assertThat(late.get(selector, null)).containsExactly(early.signing());
	}

	@Test
	void noKeyLiesPlainInTheDatabaseAndNoTenantSeesThem() {
		byte[] plain = secretOf(node());
		String kept = this.acrossTenants
			.read(() -> this.jdbc.queryForObject("select secret from signing_keys", String.class));
		assertThat(new String(Base64.getDecoder().decode(kept), ISO_8859_1))
			.doesNotContain(new String(plain, 40, 64, ISO_8859_1));
		assertThat(this.jdbc.queryForObject("select count(*) from signing_keys", Integer.class)).isZero();
	}

	@Test
	void aNodeWithAnotherEncryptionKeySaysSo() {
		node();
		KeyStore other = new KeyStore(this.acrossTenants, this.jdbc, new SecretBox(
				EncryptionKey.given(Base64.getEncoder().encodeToString("x".repeat(32).getBytes(ISO_8859_1)))));
		assertThatIllegalStateException().isThrownBy(() -> new RotatingKeys(other, PERIOD, BITS, () -> this.now))
			.withMessageContaining("nagare.security.encryption-key");
	}

	@Test
	void strangersGetThePublicHalfOfAllKeys() {
		String answer = this.client.stranger().get("/oauth2/jwks").body();
		assertThat(answer).contains(this.live.signing().getKeyID())
			.doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"qi\"");
	}

	private RotatingKeys node() {
		return new RotatingKeys(
				new KeyStore(this.acrossTenants, this.jdbc,
						new SecretBox(EncryptionKey.given(Base64.getEncoder().encodeToString(new byte[32])))),
				PERIOD, BITS, () -> this.now);
	}

	private void at(Duration later) {
		this.now = this.start.plus(later);
	}

	private static List<JWK> published(SigningKeys keys) throws KeySourceException {
		return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
	}

	private static byte[] secretOf(SigningKeys keys) {
		try {
			return keys.signing().toRSAPrivateKey().getEncoded();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
