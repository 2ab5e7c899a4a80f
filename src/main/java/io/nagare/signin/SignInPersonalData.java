package io.nagare.signin;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** How somebody comes in, and from where he came. */
@Component
class SignInPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("sign_ins", Fate.DELETED, "sign_ins.user_id", "sign_ins.address", "sign_ins.user_agent")
					.read("""
							SELECT id, kind, client_id, address, user_agent, opened_at, last_seen_at, expires_at, ended_at FROM sign_ins
							 WHERE user_id = :person ORDER BY opened_at
							""")
					.erase("""
							DELETE FROM sign_ins WHERE user_id = :person
							""")
					.purge(30, """
							DELETE FROM sign_ins WHERE least(expires_at, ended_at) < :before
							"""),

				PersonalStore
					.of("known_sign_ins", Fate.DELETED, "known_sign_ins.user_id", "known_sign_ins.browser",
							"known_sign_ins.network")
					.read("""
							SELECT browser, network, seen_at FROM known_sign_ins WHERE user_id = :person ORDER BY seen_at
							""")
					.erase("""
							DELETE FROM known_sign_ins WHERE user_id = :person
							""")
					.purge(90, """
							DELETE FROM known_sign_ins WHERE seen_at < :before
							"""),

				PersonalStore.of("personal_tokens", Fate.DELETED, "personal_tokens.user_id")
					.read("""
							SELECT id, name, read_only, permissions, created_at, expires_at, last_used_at, revoked_at FROM personal_tokens
							 WHERE user_id = :person ORDER BY created_at
							""")
					.erase("""
							DELETE FROM personal_tokens WHERE user_id = :person
							""")
					.purge(90, """
							DELETE FROM personal_tokens WHERE least(expires_at, revoked_at) < :before
							"""),

				PersonalStore.of("second_factor", Fate.DELETED, "second_factors.user_id", "recovery_codes.user_id")
					.read("""
							SELECT confirmed_at FROM second_factors WHERE user_id = :person
							""")
					.erase("""
							DELETE FROM recovery_codes WHERE user_id = :person
							""")
					.erase("""
							DELETE FROM second_factors WHERE user_id = :person
							"""),

				PersonalStore
					.of("passkeys", Fate.DELETED, "passkeys.user_id", "passkeys.name", "passkeys.credential_id",
							"passkeys.public_key", "passkeys.attestation_object")
					.read("""
							SELECT id, name, created_at, last_used_at FROM passkeys WHERE user_id = :person ORDER BY created_at
							""")
					.erase("""
							DELETE FROM passkeys WHERE user_id = :person
							"""),

				PersonalStore.of("clients", Fate.TOMBSTONE, "oauth_clients.acts_as_id").read("""
						SELECT id, name, is_active FROM oauth_clients WHERE acts_as_id = :person
						"""),

				PersonalStore
					.of("authorizations", Fate.EXPIRES, "oauth2_authorization.principal_name",
							"oauth2_authorization.attributes")
					.expire(Duration.ofDays(30)),

				PersonalStore
					.of("browser_sessions", Fate.EXPIRES, "spring_session.principal_name",
							"spring_session_attributes.attribute_bytes")
					.expire(Duration.ofDays(1)),

				PersonalStore.of("failed_sign_ins", Fate.EXPIRES, "sign_in_failures.key", "sign_in_places.key")
					.expire(Duration.ofDays(8)));
	}

	@Override
	public Map<String, String> hindrances() {
		return Map.of("client_acts_as", """
				SELECT name FROM oauth_clients WHERE acts_as_id = :person AND is_active ORDER BY name
				""");
	}

}
