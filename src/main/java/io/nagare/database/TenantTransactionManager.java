package io.nagare.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The one transaction manager, of JPA, plain JDBC and the engine. Each transaction starts
 * by telling PostgreSQL its tenant, for the length of that transaction only; without a
 * tenant the row-level security shows no rows. With it goes how long a statement may
 * take, so that none holds a connection and a thread for ever: what the transaction's own
 * time-out says, else {@link DatabaseSettings#statementTimeout()} where a request waits,
 * else {@link #UNATTENDED}. A request that wants longer than usual waits until there is
 * room for it.
 */
class TenantTransactionManager extends JpaTransactionManager {

	private static final long serialVersionUID = 1L;

	private static final String BIND = "select set_config('nagare.tenant', ?, true),"
			+ " set_config('statement_timeout', ?, true)";

	/** Where nobody waits for the answer: jobs, migrations, what follows a request. */
	private static final Duration UNATTENDED = Duration.ofMinutes(10);

	private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read";

	private final Duration attended;

	private final transient LongStatements longOnes;

	TenantTransactionManager(Duration attended, LongStatements longOnes) {
		this.attended = attended;
		this.longOnes = longOnes;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		DefaultTransactionDefinition plain = new DefaultTransactionDefinition(definition);
		plain.setIsolationLevel(TransactionDefinition.ISOLATION_DEFAULT);
		if (isRequest() && definition.getTimeout() > this.attended.toSeconds()) {
			this.longOnes.begin(transaction, person());
		}
		try {
			super.doBegin(transaction, plain);
		}
		catch (RuntimeException ex) {
			this.longOnes.end(transaction);
			throw ex;
		}
		try {
			isolate(definition.getIsolationLevel());
			bindTenant(longest(definition.getTimeout()));
		}
		catch (SQLException | RuntimeException ex) {
			// nobody else ends a transaction whose begin failed
			abandon(transaction);
			throw new CannotCreateTransactionException("Could not bind the tenant to the transaction", ex);
		}
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		try {
			super.doCleanupAfterCompletion(transaction);
		}
		finally {
			this.longOnes.end(transaction);
		}
	}

	private static boolean isRequest() {
		return RequestContextHolder.getRequestAttributes() != null;
	}

	private static String person() {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		return (who != null) ? who.getName() : "";
	}

	/**
	 * For this transaction alone. JDBC would set it for the connection, which behind a
	 * pooler of transactions is somebody else's the next moment.
	 */
	private void isolate(int level) throws SQLException {
		if (level == TransactionDefinition.ISOLATION_DEFAULT) {
			return;
		}
		if (level != TransactionDefinition.ISOLATION_REPEATABLE_READ) {
			throw new IllegalArgumentException("No transaction needs the isolation level " + level);
		}
		try (PreparedStatement statement = connection().prepareStatement(ONE_SNAPSHOT)) {
			statement.execute();
		}
	}

	private Duration longest(int timeout) {
		if (timeout > 0) {
			return Duration.ofSeconds(timeout);
		}
		return isRequest() ? this.attended : UNATTENDED;
	}

	private void bindTenant(Duration longest) throws SQLException {
		try (PreparedStatement statement = connection().prepareStatement(BIND)) {
			statement.setString(1, CurrentTenant.forPostgres());
			statement.setString(2, Long.toString(longest.toMillis()));
			statement.execute();
		}
	}

	private Connection connection() {
		DataSource dataSource = getDataSource();
		Object holder = (dataSource != null) ? TransactionSynchronizationManager.getResource(dataSource) : null;
		if (!(holder instanceof ConnectionHolder connections)) {
			throw new IllegalStateException("The transaction has no JDBC connection to bind a tenant to");
		}
		return connections.getConnection();
	}

	private void abandon(Object transaction) {
		try {
			if (TransactionSynchronizationManager
				.getResource(obtainEntityManagerFactory()) instanceof EntityManagerHolder holder
					&& holder.getEntityManager().getTransaction().isActive()) {
				holder.getEntityManager().getTransaction().rollback();
			}
		}
		catch (RuntimeException ex) {
			this.logger.debug("Could not roll back a transaction whose begin failed", ex);
		}
		finally {
			doCleanupAfterCompletion(transaction);
		}
	}

}
