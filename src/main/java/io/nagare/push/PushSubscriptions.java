package io.nagare.push;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/** Browsers that are told. Each call names the person and reaches only what is his. */
@Component
@Transactional
public class PushSubscriptions {

	/** Of one person; the oldest goes when one more comes. */
	static final int MOST = 10;

	private static final int AUTH_BYTES = 16;

	private final JdbcClient jdbc;

	private final AcrossTenants acrossTenants;

	private final PushEndpointPolicy policy;

	private final PushKeys keys;

	private final PushSettings settings;

	PushSubscriptions(JdbcClient jdbc, AcrossTenants acrossTenants, PushEndpointPolicy policy, PushKeys keys,
			PushSettings settings) {
		this.jdbc = jdbc;
		this.acrossTenants = acrossTenants;
		this.policy = policy;
		this.keys = keys;
		this.settings = settings;
	}

	/** The key that browsers subscribe with; empty where nobody is told anything. */
	public Optional<String> publicKey() {
		return this.settings.enabled() ? Optional.of(this.keys.pair().publicKey()) : Optional.empty();
	}

	/** The user's browsers, the newest first. */
	@Transactional(readOnly = true)
	public List<PushSubscription> of(UUID user) {
		return this.jdbc.sql("SELECT * FROM push_subscriptions WHERE user_id = :user ORDER BY created_at DESC, id")
			.param("user", user)
			.query((row, number) -> read(row))
			.list();
	}

	/**
	 * Tells the browser from now on what the user is told. Whoever used it before is no
	 * longer told there, where it proves by its keys that it is the same.
	 * @throws Refusal VALIDATION_FAILED naming what is no push service's, NOT_FOUND where
	 * nobody is told anything, CONFLICT for the browser of somebody else
	 */
	public PushSubscription add(UUID user, String endpoint, String publicKey, String auth, @Nullable String browser) {
		if (!this.settings.enabled()) {
			throw Refusal.notFound();
		}
		if (this.policy.allowed(endpoint) == null) {
			throw Refusal.invalid("endpoint", "push_endpoint");
		}
		check(publicKey, auth);
		this.acrossTenants.write(() -> this.jdbc.sql("""
				DELETE FROM push_subscriptions WHERE endpoint = :endpoint
				AND (user_id = :user OR (public_key = :publicKey AND auth = :auth))
				""")
			.param("endpoint", endpoint)
			.param("user", user)
			.param("publicKey", publicKey)
			.param("auth", auth)
			.update());
		this.jdbc.sql("""
				DELETE FROM push_subscriptions WHERE id IN (SELECT id FROM push_subscriptions
				WHERE user_id = :user ORDER BY created_at DESC, id OFFSET :most)
				""").param("user", user).param("most", MOST - 1).update();
		return this.jdbc.sql("""
				INSERT INTO push_subscriptions (id, tenant_id, user_id, endpoint, public_key, auth, browser)
				VALUES (:id, :tenant, :user, :endpoint, :publicKey, :auth, :browser) ON CONFLICT DO NOTHING RETURNING *
				""")
			.param("id", UUID.randomUUID())
			.param("tenant", Tenancy.require().id())
			.param("user", user)
			.param("endpoint", endpoint)
			.param("publicKey", publicKey)
			.param("auth", auth)
			.param("browser", browser)
			.query((row, number) -> read(row))
			.optional()
			.orElseThrow(() -> Refusal.conflict("endpoint", "already_exists"));
	}

	private static void check(String publicKey, String auth) {
		try {
			PushCipher.decoded(publicKey);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("public_key", "bad_format");
		}
		try {
			if (Base64.getUrlDecoder().decode(auth).length != AUTH_BYTES) {
				throw Refusal.invalid("auth", "bad_format");
			}
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("auth", "bad_format");
		}
	}

	/** Whether it was one of the user's and is no more. */
	public boolean remove(UUID user, UUID id) {
		return this.jdbc.sql("DELETE FROM push_subscriptions WHERE user_id = :user AND id = :id")
			.param("user", user)
			.param("id", id)
			.update() > 0;
	}

	/** Those of any of the users. */
	@Transactional(readOnly = true)
	List<PushSubscription> ofAny(Collection<UUID> users) {
		return users.isEmpty() ? List.of()
				: this.jdbc.sql("SELECT * FROM push_subscriptions WHERE user_id IN (:users)")
					.param("users", users)
					.query((row, number) -> read(row))
					.list();
	}

	@Transactional(readOnly = true)
	Optional<PushSubscription> one(UUID id) {
		return this.jdbc.sql("SELECT * FROM push_subscriptions WHERE id = :id")
			.param("id", id)
			.query((row, number) -> read(row))
			.optional();
	}

	/** Its push service knows it no more. */
	void forget(UUID id) {
		this.jdbc.sql("DELETE FROM push_subscriptions WHERE id = :id").param("id", id).update();
	}

	private static PushSubscription read(ResultSet row) throws SQLException {
		return new PushSubscription(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class),
				row.getString("endpoint"), row.getString("public_key"), row.getString("auth"), row.getString("browser"),
				row.getObject("created_at", OffsetDateTime.class).toInstant());
	}

}
