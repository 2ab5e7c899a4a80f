package io.nagare.signin.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What is stored of second factors, of the bound tenant; of all for the platform. */
@Repository
class SecondFactorRows {

	private static final String OWES = """
			SELECT EXISTS (SELECT FROM second_factor_roles WHERE tenant_id IS NOT DISTINCT FROM ? AND role = ANY (?))
			   AND NOT EXISTS (SELECT FROM second_factors WHERE user_id = ? AND confirmed_at IS NOT NULL)
			""";

	private static final Duration FORGIVEN = Duration.ofHours(1);

	/** So many wrong codes bring no pause. */
	private static final int FREE = 10;

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final JdbcTemplate jdbc;

	SecondFactorRows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Row> find(UUID user) {
		return read(user, "");
	}

	/** Locks it, so that of two uses of one code the second sees the first. */
	Optional<Row> lock(UUID user) {
		return read(user, " FOR UPDATE");
	}

	private Optional<Row> read(UUID user, String lock) {
		return Optional.ofNullable(DataAccessUtils.singleResult(this.jdbc.query(
				"SELECT sealed_secret, confirmed_at, last_step, wrong_codes, wrong_at FROM second_factors WHERE user_id = ?"
						+ lock,
				(row, at) -> new Row(row.getString("sealed_secret"), instant(row, "confirmed_at"),
						row.getLong("last_step"), row.getInt("wrong_codes"), instant(row, "wrong_at")),
				user)));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		@Nullable Timestamp at = row.getTimestamp(column);
		return (at != null) ? at.toInstant() : null;
	}

	/** A new secret, unless one has been shown to work. */
	boolean begin(UUID user, @Nullable UUID tenant, String sealed) {
		return this.jdbc.update("""
				INSERT INTO second_factors AS f (user_id, tenant_id, sealed_secret) VALUES (?, ?, ?)
				ON CONFLICT (user_id) DO UPDATE SET sealed_secret = EXCLUDED.sealed_secret
				 WHERE f.confirmed_at IS NULL""", user, tenant, sealed) == 1;
	}

	void confirm(UUID user, Instant now) {
		this.jdbc.update("UPDATE second_factors SET confirmed_at = ? WHERE user_id = ?", Timestamp.from(now), user);
	}

	void used(UUID user, long step) {
		this.jdbc.update("UPDATE second_factors SET last_step = ? WHERE user_id = ?", step, user);
	}

	/** A code was wrong. An hour after the last one all are forgiven. */
	void wrong(UUID user, Instant now) {
		this.jdbc.update("""
				UPDATE second_factors SET wrong_at = ?,
				       wrong_codes = CASE WHEN wrong_at > ? THEN wrong_codes + 1 ELSE 1 END
				 WHERE user_id = ?""", Timestamp.from(now), Timestamp.from(now.minus(FORGIVEN)), user);
	}

	void right(UUID user) {
		this.jdbc.update("UPDATE second_factors SET wrong_codes = 0 WHERE user_id = ? AND wrong_codes > 0", user);
	}

	boolean remove(UUID user) {
		return this.jdbc.update("DELETE FROM second_factors WHERE user_id = ?", user) == 1;
	}

	void replaceRecoveryCodes(UUID user, @Nullable UUID tenant, Collection<String> hashes) {
		this.jdbc.update("DELETE FROM recovery_codes WHERE user_id = ?", user);
		this.jdbc.batchUpdate("INSERT INTO recovery_codes (id, tenant_id, user_id, code_hash) VALUES (?, ?, ?, ?)",
				hashes.stream()
					.map((hash) -> new @Nullable Object[] { UUID.randomUUID(), tenant, user, hash })
					.toList());
	}

	/** Whether the code was still unused. */
	boolean useRecoveryCode(UUID user, String hash, Instant now) {
		return this.jdbc.update(
				"UPDATE recovery_codes SET used_at = ? WHERE user_id = ? AND code_hash = ? AND used_at IS NULL",
				Timestamp.from(now), user, hash) == 1;
	}

	int recoveryCodesLeft(UUID user) {
		Integer left = this.jdbc.queryForObject(
				"SELECT count(*) FROM recovery_codes WHERE user_id = ? AND used_at IS NULL", Integer.class, user);
		return (left != null) ? left : 0;
	}

	boolean owes(@Nullable UUID tenant, Set<String> roles, UUID user) {
		return Boolean.TRUE
			.equals(this.jdbc.queryForObject(OWES, Boolean.class, tenant, roles.toArray(String[]::new), user));
	}

	/**
	 * @param tenant null for the platform
	 */
	Set<String> roles(@Nullable UUID tenant) {
		return new HashSet<>(this.jdbc.queryForList(
				"SELECT role FROM second_factor_roles WHERE tenant_id IS NOT DISTINCT FROM ?", String.class, tenant));
	}

	void demandOf(@Nullable UUID tenant, Set<String> roles) {
		List.copyOf(roles(tenant))
			.stream()
			.filter((role) -> !roles.contains(role))
			.forEach((role) -> this.jdbc.update(
					"DELETE FROM second_factor_roles WHERE tenant_id IS NOT DISTINCT FROM ? AND role = ?", tenant,
					role));
		roles.forEach((role) -> this.jdbc.update(
				"INSERT INTO second_factor_roles (tenant_id, role) VALUES (?, ?) ON CONFLICT DO NOTHING", tenant,
				role));
	}

	/**
	 * A person's second factor.
	 *
	 * @param sealed the secret, see {@link SecretBox}
	 * @param confirmed since when it is asked for; null until it was shown to work
	 * @param lastStep the time step of the last code that was taken
	 * @param wrongCodes how many were wrong since the last right one, within an hour of
	 * each other
	 * @param wrongAt when the last was
	 */
	record Row(String sealed, @Nullable Instant confirmed, long lastStep, int wrongCodes, @Nullable Instant wrongAt) {

		/** Until when no code is looked at, right or wrong; empty where one is. */
		Optional<Instant> closedUntil(Instant now) {
			return Optional.ofNullable(this.wrongAt)
				.filter((last) -> this.wrongCodes >= FREE && now.isBefore(last.plus(PAUSE)))
				.map((last) -> last.plus(PAUSE));
		}

	}

}
