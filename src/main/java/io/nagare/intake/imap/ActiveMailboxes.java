package io.nagare.intake.imap;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;

/** The mailboxes that are to be read, of all tenants. */
@Component
class ActiveMailboxes {

	private static final String ACTIVE = "SELECT id, tenant_id, version FROM mailboxes WHERE is_active ORDER BY id";

	private final AcrossTenants acrossTenants;

	private final JdbcTemplate jdbc;

	ActiveMailboxes(AcrossTenants acrossTenants, JdbcTemplate jdbc) {
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
	}

	List<ActiveMailbox> all() {
		return this.acrossTenants
			.read(() -> this.jdbc.query(ACTIVE, (row, number) -> new ActiveMailbox(row.getObject("id", UUID.class),
					row.getObject("tenant_id", UUID.class), row.getInt("version"))));
	}

}
