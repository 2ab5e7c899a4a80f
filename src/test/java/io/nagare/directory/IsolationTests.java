package io.nagare.directory;

import io.nagare.signin.WithIdentity;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each of the two walls between tenants holds without the other. */
@WithIdentity
class IsolationTests {

	@Autowired
	private DemoPeople people;

	@Autowired
	private DirectoryQueries register;

	@Autowired
	private UserRepository users;

	@Autowired
	private EntityManager entities;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	private TenantId demo = new TenantId(new UUID(0, 0), "");

	private TenantId other = this.demo;

	@BeforeEach
	void bothTenantsAreThere() {
		this.demo = this.people.demo();
		this.other = this.people.other();
	}

	@Test
	void hibernateHidesForeignRowsWhichPostgresWouldShow() {
		User foreign = in(this.other, () -> this.register.userByUsername("other-agent").orElseThrow());
		UUID team = in(this.other, () -> this.register.teamByName("Service Desk").orElseThrow()).id();
		in(this.demo, () -> {
			this.jdbc.queryForList("select set_config('nagare.tenant', 'platform', true)");
			assertThat(this.jdbc.queryForObject("select count(*) from users where username = 'other-agent'",
					Integer.class))
				.isEqualTo(1);
			assertThat(this.register.userByUsername("other-agent")).isEmpty();
			assertThat(this.register.userByUsername("platform")).isEmpty();
			assertThat(this.users.findAll()).allSatisfy((user) -> assertThat(user.tenant()).contains(this.demo.id()));
			assertThat(this.register.categories()).hasSizeLessThan(100);
			return true;
		});
		refusesWhatPostgresWouldShow(() -> this.register.user(foreign.id()));
		refusesWhatPostgresWouldShow(() -> this.register.team(team));
		refusesWhatPostgresWouldShow(() -> this.entities
			.createNativeQuery("select *, null as department from users where id = ?1", User.class)
			.setParameter(1, foreign.id())
			.getResultList());
	}

	private void refusesWhatPostgresWouldShow(Supplier<?> load) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> in(this.demo, () -> {
			this.jdbc.queryForList("select set_config('nagare.tenant', 'platform', true)");
			return load.get();
		})).withStackTraceContaining("belongs to another tenant");
	}

	@Test
	void hibernatePlansLoadsByKeyOnce(@Autowired EntityManagerFactory factory) {
		in(this.demo, () -> {
			SharedSessionContractImplementor session = this.entities.unwrap(SharedSessionContractImplementor.class);
			for (Class<?> type : List.of(User.class, Team.class)) {
				EntityPersister persister = factory.unwrap(SessionFactoryImplementor.class)
					.getMappingMetamodel()
					.getEntityDescriptor(type);
				assertThat(persister.isAffectedByInfluencers(session.getLoadQueryInfluencers(), true))
					.as(type.getName())
					.isFalse();
				assertThat(persister.isAffectedByEnabledFilters(session.getLoadQueryInfluencers(), false)).isTrue();
			}
			return true;
		});
	}

	@Test
	void postgresHidesForeignRowsWithoutHibernate() {
		in(this.demo, () -> {
			assertThat(this.jdbc.queryForList("select distinct tenant_id from users", UUID.class))
				.containsExactly(this.demo.id());
			assertThat(this.jdbc.queryForList("select slug from tenants", String.class)).containsExactly("demo");
			for (String table : new String[] { "teams", "team_members", "categories" }) {
				assertThat(this.jdbc.queryForList("select distinct tenant_id from " + table, UUID.class)).as(table)
					.containsExactly(this.demo.id());
			}
			return true;
		});
	}

	@Test
	void postgresHidesForeignClientsAndEverybodysSigningKeys() {
		String insert = "insert into oauth_clients (id, tenant_id, name, redirect_uris) values (?, ?, 'x', '{}')";
		UUID foreign = UUID.randomUUID();
		in(this.other, () -> this.jdbc.update(insert, foreign, this.other.id()));
		in(this.demo, () -> {
			assertThat(
					this.jdbc.queryForObject("select count(*) from oauth_clients where id = ?", Integer.class, foreign))
				.isZero();
			assertThat(this.jdbc.update("delete from oauth_clients where id = ?", foreign)).isZero();
			assertThat(this.jdbc.queryForObject("select count(*) from signing_keys", Integer.class)).isZero();
			assertThat(this.jdbc.update("delete from signing_keys")).isZero();
			return true;
		});
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> in(this.demo, () -> this.jdbc.update(insert, UUID.randomUUID(), this.other.id())));
	}

	@Test
	void whoIsBoundToNothingSeesNothing() {
		assertThat(this.users.findAll()).isEmpty();
		assertThat(this.register.teams()).isEmpty();
	}

	@Test
	void postgresPutsNobodyIntoAForeignTeam() {
		UUID foreign = in(this.other, () -> this.register.userByUsername("other-agent").orElseThrow()).id();
		UUID team = in(this.demo, () -> this.register.teamByName("Service Desk").orElseThrow()).id();
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> in(this.demo,
				() -> this.jdbc.update("insert into team_members (tenant_id, team_id, user_id) values (?, ?, ?)",
						this.demo.id(), team, foreign)));
	}

	private <T> T in(TenantId tenant, Supplier<T> work) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		return Tenancy.as(tenant, () -> transaction.execute((status) -> work.get()));
	}

}
