package io.nagare.signin;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.PlatformAdministrators;
import io.nagare.directory.User;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets the first platform administrator into a new installation, which has no default
 * password: with the password the operator has set, or with a token that the log shows
 * once.
 */
@Component
@Order(100)
public class FirstAdministrator implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

	private static final Duration LIFETIME = Duration.ofHours(24);

	private final PlatformAdministrators administrators;

	private final AcrossTenants acrossTenants;

	private final JdbcTemplate jdbc;

	private final String password;

	FirstAdministrator(PlatformAdministrators administrators, AcrossTenants acrossTenants, JdbcTemplate jdbc,
			@Value("${nagare.admin-password:}") String password) {
		this.administrators = administrators;
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.password = password;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.acrossTenants.write(() -> {
			oneAtATime();
			if (!this.administrators.exist()) {
				prepare();
			}
			return true;
		});
	}

	private void prepare() {
		if (!this.password.isEmpty()) {
			appoint("platform", "platform@localhost", this.password);
			log.info("The platform administrator 'platform' now exists, with the password that was set");
			return;
		}
		String token = newToken();
		log.warn(
				"Nobody administers this installation yet. Whoever sends this token within {} hours becomes its first "
						+ "administrator: POST /api/v1/auth/first-administrator "
						+ "{\"token\": \"{}\", \"username\": …, \"email\": …, \"password\": …}",
				LIFETIME.toHours(), token);
	}

	/**
	 * A new token; the older ones, of an earlier start or of another node, stay valid.
	 */
	String newToken() {
		String token = RandomToken.next();
		this.jdbc.update("delete from first_administrator_tokens where expires_at < ?", Timestamp.from(Instant.now()));
		this.jdbc.update("insert into first_administrator_tokens (token_hash, expires_at) values (?, ?)",
				RandomToken.hash(token), Timestamp.from(Instant.now().plus(LIFETIME)));
		return token;
	}

	/**
	 * Makes the token's bearer the first platform administrator.
	 * @throws Refusal UNAUTHENTICATED for any other token, and as soon as there is one;
	 * VALIDATION_FAILED; CONFLICT for a name that is taken
	 */
	public User become(String token, String username, String email, String password) {
		return this.acrossTenants.write(() -> {
			oneAtATime();
			Integer known = this.jdbc.queryForObject(
					"select count(*) from first_administrator_tokens where token_hash = ? and expires_at > ?",
					Integer.class, RandomToken.hash(token), Timestamp.from(Instant.now()));
			if (known == null || known == 0 || this.administrators.exist()) {
				throw new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of());
			}
			return appoint(username, email, password);
		});
	}

	private User appoint(String username, String email, String password) {
		this.jdbc.update("delete from first_administrator_tokens");
		return this.administrators.appoint(username, email, password);
	}

	/** Of two nodes, or two bearers of tokens, one is first. */
	private void oneAtATime() {
		this.jdbc.queryForList("select pg_advisory_xact_lock(hashtext('nagare.first-administrator'))::text");
	}

}
