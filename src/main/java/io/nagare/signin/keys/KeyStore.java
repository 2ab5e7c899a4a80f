package io.nagare.signin.keys;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import io.nagare.directory.AcrossTenants;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps signing keys in the database, encrypted. */
class KeyStore {

	private final AcrossTenants acrossTenants;

	private final JdbcTemplate jdbc;

	private final SecretBox box;

	KeyStore(AcrossTenants acrossTenants, JdbcTemplate jdbc, SecretBox box) {
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.box = box;
	}

	/** All keys, the oldest first. */
	List<TimedKey> read() {
		return this.acrossTenants.read(this::all);
	}

	/**
	 * Replaces the keys by what the change makes of them. Of several nodes one does so at
	 * a time, and the others then find it done.
	 */
	List<TimedKey> change(UnaryOperator<List<TimedKey>> change) {
		return this.acrossTenants.write(() -> {
			this.jdbc.queryForList("select pg_advisory_xact_lock(hashtext('nagare.signing-keys'))::text");
			List<TimedKey> before = all();
			List<TimedKey> after = change.apply(before);
			before.stream().filter((key) -> !after.contains(key)).forEach(this::delete);
			after.stream().filter((key) -> !before.contains(key)).forEach(this::insert);
			return after;
		});
	}

	private List<TimedKey> all() {
		return this.jdbc.query("select id, secret, signs_from from signing_keys order by signs_from, id",
				(row, i) -> new TimedKey(opened(row.getString("id"), row.getString("secret")),
						row.getTimestamp("signs_from").toInstant()));
	}

	private RSAKey opened(String id, String secret) {
		byte[] pkcs8;
		try {
			pkcs8 = this.box.open(secret, id);
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException("The signing keys in the database were encrypted with another key than "
					+ "this node has: give all nodes the same nagare.security.encryption-key", ex);
		}
		return RsaKeys.pair(pkcs8);
	}

	private void insert(TimedKey key) {
		try {
			this.jdbc.update("insert into signing_keys (id, secret, signs_from) values (?, ?, ?)",
					key.pair().getKeyID(),
					this.box.seal(key.pair().toRSAPrivateKey().getEncoded(), key.pair().getKeyID()),
					Timestamp.from(key.signsFrom()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void delete(TimedKey key) {
		this.jdbc.update("delete from signing_keys where id = ?", key.pair().getKeyID());
	}

	/**
	 * A key and its time.
	 *
	 * @param pair both halves
	 * @param signsFrom when it takes over
	 */
	record TimedKey(RSAKey pair, Instant signsFrom) {
	}

}
