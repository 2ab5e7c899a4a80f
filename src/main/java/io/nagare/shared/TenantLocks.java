package io.nagare.shared;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Locks on what has no row of its own to be locked: things of the bound tenant that are
 * known by a name, until the transaction ends. The statements after a lock see what those
 * before it have done.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TenantLocks {

	private final JdbcTemplate jdbc;

	TenantLocks(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Waits until nobody else has taken or shares it, and has it alone. */
	public void take(String name) {
		lock("pg_advisory_xact_lock", name);
	}

	/** Waits until nobody has taken it, and lets others share it. */
	public void share(String name) {
		lock("pg_advisory_xact_lock_shared", name);
	}

	private void lock(String function, String name) {
		this.jdbc.queryForList("SELECT " + function + "(hashtextextended(?, 0))::text",
				Tenancy.require().id() + "." + name);
	}

}
