package io.nagare.intake.imap;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.intake.MailServerSettings;

/** The mailboxes that are to be read, of all tenants. */
@Component
class ActiveMailboxes {

	private static final String ACTIVE = "SELECT id, tenant_id, version FROM mailboxes WHERE is_active ORDER BY id";

	private final AcrossTenants acrossTenants;

	private final JdbcTemplate jdbc;

	private final Duration turn;

	ActiveMailboxes(AcrossTenants acrossTenants, JdbcTemplate jdbc, MailServerSettings servers) {
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.turn = servers.turn();
	}

	/** How long each is watched while others wait for a place. */
	Duration turn() {
		return this.turn;
	}

	List<ActiveMailbox> all() {
		return this.acrossTenants
			.read(() -> this.jdbc.query(ACTIVE, (row, number) -> new ActiveMailbox(row.getObject("id", UUID.class),
					row.getObject("tenant_id", UUID.class), row.getInt("version"))));
	}

}
