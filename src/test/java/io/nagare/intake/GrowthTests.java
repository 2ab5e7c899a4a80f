package io.nagare.intake;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.directory.AcrossTenants;
import io.nagare.privacy.PersonalDataRetention;

import static org.assertj.core.api.Assertions.assertThat;

/** What strangers send does not grow without end. */
@NagareTest
class GrowthTests {

	@LocalServerPort
	private int port;

	@Autowired
	private PersonalDataRetention retention;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void endsGroupsOfAlertsThatNoSourceEnds() {
		UUID tenant = UUID.fromString(OwnHouse.at(this.port).id());
		for (String[] group : new String[][] { { "forgotten", "firing", "181" }, { "lasting", "firing", "179" },
				{ "over", "resolved", "91" }, { "lately", "resolved", "89" } }) {
			this.acrossTenants.write(() -> this.jdbc.update(
					"INSERT INTO alert_groups (id, tenant_id, source, group_key, title, state, priority, updated_at)"
							+ " VALUES (?, ?, 'test', ?, 'disk', ?, 'low', now() - make_interval(days => ?))",
					UUID.randomUUID(), tenant, group[0], group[1], Integer.valueOf(group[2])));
		}
		this.retention.purge();
		List<String> left = this.acrossTenants.read(() -> this.jdbc
			.queryForList("SELECT group_key FROM alert_groups WHERE tenant_id = ?", String.class, tenant));
		assertThat(left).containsExactlyInAnyOrder("lasting", "lately");
	}

	@Test
	void forgetsHeldMailsThatNobodyDecidedAbout() {
		UUID tenant = UUID.fromString(OwnHouse.at(this.port).id());
		UUID mailbox = UUID.randomUUID();
		this.acrossTenants.write(() -> this.jdbc.update(
				"""
						INSERT INTO mailboxes (id, tenant_id, name, address, host, port, security, username, auth, secrets, folder,
							kind, priority, unknown_senders, machines, sender_check, tickets_per_sender, agent_notes, is_active)
						VALUES (?, ?, 'm', 'm@x.example', 'mail.x.example', 993, 'tls', 'm', 'password', 'x', 'INBOX',
							'incident', 'low', 'keep', 'ignore', 'none', 10, 'internal', false)
						""",
				mailbox, tenant));
		for (String[] mail : new String[][] { { "waits", "held", "89" }, { "waited", "held", "91" },
				{ "taken", "ticket", "399" }, { "long ago", "ticket", "401" } }) {
			this.acrossTenants.write(() -> this.jdbc.update(
					"""
							INSERT INTO mailbox_messages (id, tenant_id, mailbox_id, message_key, uid_validity, uid, subject, size,
								outcome, created_at)
							VALUES (?, ?, ?, ?, 1, 1, 's', 1, ?, now() - make_interval(days => ?))
							""",
					UUID.randomUUID(), tenant, mailbox, mail[0], mail[1], Integer.valueOf(mail[2])));
		}
		this.retention.purge();
		List<String> left = this.acrossTenants.read(() -> this.jdbc
			.queryForList("SELECT message_key FROM mailbox_messages WHERE tenant_id = ?", String.class, tenant));
		assertThat(left).containsExactlyInAnyOrder("waits", "taken");
	}

}
