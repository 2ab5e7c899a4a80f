package io.nagare.integration;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/** One tenant's events keep nobody else's back. */
@NagareTest
class WebhookSpreadTests {

	private static final String EVENTS = """
			INSERT INTO outbound_events (event_id, tenant_id, type, subject, at, data, for_kafka, for_hooks)
			SELECT gen_random_uuid(), ?, 'incident.created', gen_random_uuid(), now(), '{}', false, true
			  FROM generate_series(1, ?)
			""";

	@Autowired
	private WebhookSpread spread;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private FlywayConnectionDetails owner;

	private JdbcTemplate asOwner() {
		return new JdbcTemplate(new DriverManagerDataSource(this.owner.getJdbcUrl(), this.owner.getUsername(),
				this.owner.getPassword()));
	}

	private UUID tenant(String slug) {
		return this.tenants.bySlug(slug).orElseThrow().id();
	}

	private void happens(UUID tenant, int times) {
		Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.update(EVENTS, tenant, times)));
	}

	private long waiting(UUID tenant) {
		Long count = Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForObject(
				"SELECT count(*) FROM outbound_events WHERE tenant_id = ? AND for_hooks", Long.class, tenant)));
		return (count != null) ? count : -1;
	}

	@AfterEach
	void restore() {
		asOwner().execute("DROP TRIGGER IF EXISTS test_fails ON outbound_events; DROP FUNCTION IF EXISTS test_fails()");
		UUID other = tenant("other");
		Tenancy.asPlatform(() -> this.transaction
			.execute((status) -> this.jdbc.update("DELETE FROM outbound_events WHERE tenant_id = ?", other)));
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void goesOnWhereATenantsEventsFail() {
		UUID other = tenant("other");
		UUID demo = tenant("demo");
		asOwner().execute("""
				CREATE FUNCTION test_fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'fails'; END $$;
				CREATE TRIGGER test_fails BEFORE UPDATE OR DELETE ON outbound_events FOR EACH ROW
				  WHEN (OLD.tenant_id = '%s') EXECUTE FUNCTION test_fails();
				""".formatted(other));
		happens(other, 500);
		happens(demo, 1);
		this.spread.spread();
		assertThat(waiting(demo)).isZero();
		assertThat(waiting(other)).isEqualTo(500);
		asOwner().execute("DROP TRIGGER test_fails ON outbound_events");
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void endsWhereEventsAreOfNoTenant() {
		UUID nobody = UUID.randomUUID();
		happens(nobody, 500);
		this.spread.spread();
		assertThat(waiting(nobody)).isZero();
	}

}
