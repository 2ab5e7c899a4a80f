package io.nagare.database;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.datasource.hikari.maximum-pool-size=2", "nagare.database.statement-timeout=300ms" })
@ActiveProfiles("test")
@Tag("spring")
class TenantTransactionsTests {

	private static final TenantId SAKURA = new TenantId(UUID.randomUUID(), "sakura");

	private static final TenantId FUJI = new TenantId(UUID.randomUUID(), "fuji");

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private FlywayConnectionDetails owner;

	private JdbcTemplate asOwner;

	@BeforeEach
	void twoTenantsHaveANoteEach() {
		this.asOwner = new JdbcTemplate(new DriverManagerDataSource(this.owner.getJdbcUrl(), this.owner.getUsername(),
				this.owner.getPassword()));
		this.asOwner.execute("drop table if exists test_notes");
		this.asOwner.execute("create table test_notes (tenant_id uuid not null, word text not null)");
		this.asOwner.execute("select secure_tenant_table('test_notes')");
		Tenancy.as(SAKURA, () -> inTransaction(() -> write(SAKURA, "sakura's")));
		Tenancy.as(FUJI, () -> inTransaction(() -> write(FUJI, "fuji's")));
	}

	@Test
	void haveOneManagerThatNoCallSearchesFor(@Autowired TransactionInterceptor interceptor) {
		assertThat(interceptor.getTransactionManager()).isSameAs(this.transactions);
		assertThat(interceptor).extracting("beanFactory").isNull();
	}

	@Test
	void showNoRowsWithoutATenant() {
		assertThat(inTransaction(this::words)).isEmpty();
		assertThat(words()).isEmpty();
	}

	@Test
	void showOneTenantItsOwnRows() {
		assertThat(Tenancy.as(SAKURA, () -> inTransaction(this::words))).containsExactly("sakura's");
		assertThat(Tenancy.as(FUJI, () -> inTransaction(this::words))).containsExactly("fuji's");
	}

	@Test
	void showThePlatformAllRows() {
		assertThat(Tenancy.asPlatform(() -> inTransaction(this::words))).containsExactly("fuji's", "sakura's");
	}

	@Test
	void bindTheTenantInReadOnlyTransactionsToo() {
		TransactionTemplate readOnly = new TransactionTemplate(this.transactions);
		readOnly.setReadOnly(true);
		assertThat(Tenancy.as(SAKURA, () -> wordsIn(readOnly))).containsExactly("sakura's");
	}

	@Test
	void bindEachNewTransactionToTheTenantOfItsBeginning() {
		TransactionTemplate requiresNew = new TransactionTemplate(this.transactions);
		requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		Tenancy.as(SAKURA, () -> inTransaction(() -> {
			assertThat(Tenancy.as(FUJI, () -> wordsIn(requiresNew))).containsExactly("fuji's");
			assertThat(words()).containsExactly("sakura's");
			return true;
		}));
	}

	@Test
	void forgetTheTenantWhenTheTransactionEnds() {
		Integer connection = Tenancy.as(SAKURA, () -> inTransaction(this::backend));
		assertThat(backend()).isEqualTo(connection);
		assertThat(this.jdbc.queryForObject("select current_setting('nagare.tenant', true)", String.class)).isEmpty();
		assertThat(inTransaction(this::backend)).isEqualTo(connection);
		assertThat(inTransaction(this::words)).isEmpty();
	}

	@Test
	void giveUpAStatementOfARequestThatTakesTooLong() {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		try {
			assertThat(inTransaction(this::longestStatement)).isEqualTo("300ms");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> inTransaction(this::sleepASecond))
				.matches(DatabaseFailures::isOfMeans);
			TransactionTemplate patient = new TransactionTemplate(this.transactions);
			patient.setTimeout(60);
			assertThat(patient.<String>execute((status) -> longestStatement())).isEqualTo("1min");
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
		}
		assertThat(inTransaction(this::longestStatement)).isEqualTo("10min");
		assertThat(longestStatement()).isEqualTo("0");
	}

	private String longestStatement() {
		return this.jdbc.queryForObject("select current_setting('statement_timeout')", String.class);
	}

	private String sleepASecond() {
		return this.jdbc.queryForObject("select 'slept' from (select pg_sleep(1)) s", String.class);
	}

	@Test
	void refuseToWriteAnotherTenantsRow() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> Tenancy.as(SAKURA, () -> inTransaction(() -> write(FUJI, "forged"))))
			.withStackTraceContaining("row-level security");
	}

	@Test
	void leaveTheApplicationNoRightToChangeTables() {
		for (String forbidden : List.of("create table test_more (id int)", "alter table test_notes add word2 text",
				"drop table test_notes", "alter table test_notes disable row level security", "truncate test_notes",
				"drop policy tenant_isolation on test_notes", "set role nagare", "alter role nagare_app bypassrls",
				"select secure_tenant_table('test_notes')")) {
			assertThatExceptionOfType(DataAccessException.class).as(forbidden)
				.isThrownBy(() -> this.jdbc.execute(forbidden));
		}
		assertThat(this.jdbc
			.queryForObject("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles "
					+ "where rolname = current_user", Boolean.class))
			.isFalse();
	}

	@Test
	void holdTheOwnerToTheTenantToo() {
		assertThat(this.asOwner.queryForList("select word from test_notes", String.class)).isEmpty();
	}

	@Test
	void findTheEnginesTablesInTheSameHistory() {
		assertThat(this.asOwner.queryForList(
				"select version from flyway_schema_history where success order by installed_rank", String.class))
			.contains("202611240001", "202611240002", "202611240003");
		assertThat(this.jdbc.queryForObject("select value_ from act_ge_property where name_ = 'schema.version'",
				String.class))
			.startsWith("fox");
	}

	@Test
	void tellHibernateTheSameTenant() {
		CurrentTenant tenant = new CurrentTenant();
		assertThat(tenant.resolveCurrentTenantIdentifier()).isEqualTo(CurrentTenant.NOBODY);
		assertThat(Tenancy.as(SAKURA, tenant::resolveCurrentTenantIdentifier)).isEqualTo(SAKURA.id());
		assertThat(tenant.isRoot(SAKURA.id())).isFalse();
		assertThat(tenant.isRoot(Tenancy.asPlatform(tenant::resolveCurrentTenantIdentifier))).isTrue();
	}

	private <T> T inTransaction(Supplier<T> work) {
		return new TransactionTemplate(this.transactions).execute((status) -> work.get());
	}

	private int write(TenantId tenant, String word) {
		return this.jdbc.update("insert into test_notes values (?, ?)", tenant.id(), word);
	}

	private List<String> words() {
		return this.jdbc.queryForList("select word from test_notes order by word", String.class);
	}

	private List<String> wordsIn(TransactionTemplate template) {
		return template.execute((status) -> words());
	}

	private Integer backend() {
		return this.jdbc.queryForObject("select pg_backend_pid()", Integer.class);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	@EnableConfigurationProperties(DatabaseSettings.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class, FlywayAutoConfiguration.class })
	@Import({ DatabaseGiven.class, EmbeddedDatabase.class, TenantTransactions.class, CurrentTenant.class,
			EngineSchema.class })
	static class OnlyTheDatabase {

	}

}
