package io.nagare.audit;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The owner of the database, who can do to the log what the application cannot. */
class Owner {

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	Owner(FlywayConnectionDetails owner) {
		DriverManagerDataSource source = new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(),
				owner.getPassword());
		this.jdbc = new JdbcTemplate(source);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
	}

	/** Does something that nobody else ever sees. */
	void tries(Consumer<JdbcTemplate> work) {
		this.transaction.executeWithoutResult((status) -> {
			forThePlatform(work);
			status.setRollbackOnly();
		});
	}

	/** Does something for good. */
	void does(Consumer<JdbcTemplate> work) {
		this.transaction.executeWithoutResult((status) -> forThePlatform(work));
	}

	private void forThePlatform(Consumer<JdbcTemplate> work) {
		this.jdbc.queryForList("SELECT set_config('nagare.tenant', 'platform', true)");
		work.accept(this.jdbc);
	}

	/** What is wrong with the log as the transaction sees it. */
	static List<String> findings(JdbcTemplate jdbc) {
		return jdbc.queryForList("SELECT finding FROM audit_findings() ORDER BY 1", String.class);
	}

}
