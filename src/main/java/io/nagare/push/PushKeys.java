package io.nagare.push;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.signin.keys.SecretBox;

/**
 * The key pair by which push services know this installation, made at the first start and
 * never changed: browsers are subscribed with its public half.
 */
@Component
class PushKeys {

	private static final String OWNER = "push";

	private static final Logger log = LoggerFactory.getLogger(PushKeys.class);

	private final AcrossTenants acrossTenants;

	private final JdbcTemplate jdbc;

	private final SecretBox box;

	private final PushSettings settings;

	private volatile @Nullable Pair known;

	PushKeys(AcrossTenants acrossTenants, JdbcTemplate jdbc, SecretBox box, PushSettings settings) {
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.box = box;
		this.settings = settings;
	}

	@EventListener
	void on(ApplicationReadyEvent ready) {
		if (this.settings.enabled()) {
			try {
				pair();
			}
			catch (RuntimeException ex) {
				log.warn("Browsers cannot be told anything: {}", ex.getMessage());
			}
		}
	}

	/**
	 * The pair.
	 * @throws IllegalStateException where it was encrypted with another key than this
	 * node has
	 */
	Pair pair() {
		@Nullable Pair pair = this.known;
		if (pair == null) {
			pair = this.acrossTenants.write(this::readOrMake);
			this.known = pair;
		}
		return pair;
	}

	private Pair readOrMake() {
		this.jdbc.queryForList("select pg_advisory_xact_lock(hashtext('nagare.push-keys'))::text");
		List<Pair> found = this.jdbc.query("select public_key, secret from push_keys",
				(row, number) -> new Pair(row.getString("public_key"),
						privateKey(this.box.open(row.getString("secret"), OWNER))));
		if (!found.isEmpty()) {
			return found.get(0);
		}
		try {
			ECKey made = new ECKeyGenerator(Curve.P_256).generate();
			String publicKey = PushCipher.encoded(made.toECPublicKey());
			this.jdbc.update("insert into push_keys (public_key, secret) values (?, ?)", publicKey,
					this.box.seal(made.toECPrivateKey().getEncoded(), OWNER));
			return new Pair(publicKey, made.toECPrivateKey());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ECPrivateKey privateKey(byte[] pkcs8) {
		try {
			return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
		}
		catch (NoSuchAlgorithmException | InvalidKeySpecException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Both halves.
	 *
	 * @param publicKey as browsers and push services want it: a point without
	 * compression, in Base64 for addresses
	 */
	record Pair(String publicKey, ECPrivateKey privateKey) {
	}

}
