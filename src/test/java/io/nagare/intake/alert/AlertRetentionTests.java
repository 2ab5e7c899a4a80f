package io.nagare.intake.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.PersonalStores;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of alerts does not grow for ever. */
@NagareTest
class AlertRetentionTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private List<PersonalStores> all;

	@Test
	void letsResolvedAlertsGoOfAGroupThatGoesOn() {
		UUID tenant = UUID.fromString(OwnHouse.at(this.port).id());
		UUID group = UUID.randomUUID();
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("""
					INSERT INTO alert_groups (id, tenant_id, source, group_key, title, state, priority)
					VALUES (?, ?, 'prometheus', 'g', 'Disks', 'firing', 'low')
					""").params(group, tenant).update();
			this.jdbc.sql("""
					INSERT INTO alerts (group_id, tenant_id, fingerprint, title, state, severity, labels, updated_at)
					SELECT ?, ?, name, name, split_part(name, ' ', 2), '', '{}', now() - make_interval(days => days)
					  FROM (VALUES ('old resolved', 91), ('old firing', 91), ('new resolved', 89)) AS alert (name, days)
					""").params(group, tenant).update();
			this.all.stream()
				.flatMap((stores) -> stores.stores().stream())
				.filter((store) -> store.name().equals("alerts"))
				.forEach((store) -> this.jdbc.sql(String.valueOf(store.purges()))
					.param("before", Instant.now().minus(90, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
					.update());
			assertThat(this.jdbc.sql("SELECT title FROM alerts WHERE group_id = ? ORDER BY title")
				.param(group)
				.query(String.class)
				.list()).containsExactly("new resolved", "old firing");
			status.setRollbackOnly();
		}));
	}

}
