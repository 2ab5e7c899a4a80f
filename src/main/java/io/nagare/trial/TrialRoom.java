package io.nagare.trial;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionTimedOutException;

import io.nagare.shared.concurrent.Permits;
import io.nagare.shared.Refusal;
import io.nagare.shared.Trial;

/**
 * The room in which something is tried: few at once on a node, for a bounded time, and
 * all of it is taken back.
 */
@Component
public class TrialRoom {

	/** A trial holds a connection, and what it takes of the tenant's rows. */
	private static final Duration MOST = Duration.ofSeconds(20);

	/** So many at once on one node, for each purpose. */
	private static final int PLACES = 2;

	private static final int RETRY_SECONDS = 5;

	/** PostgreSQL's word for a statement that was ended. */
	private static final String CANCELLED = "57014";

	private final Map<Purpose, Semaphore> places = new EnumMap<>(Purpose.class);

	private final PlatformTransactionManager transactions;

	private final EntityManager records;

	private final JdbcTemplate jdbc;

	TrialRoom(PlatformTransactionManager transactions, EntityManager records, JdbcTemplate jdbc) {
		this.transactions = transactions;
		this.records = records;
		this.jdbc = jdbc;
		for (Purpose purpose : Purpose.values()) {
			// fair, so that who waits is let in before those who come later
			this.places.put(purpose, new Semaphore(PLACES, true));
		}
	}

	/** Tries what models do. */
	<T> T during(Duration patience, Supplier<T> work) {
		return during(Purpose.TRIAL, patience, work);
	}

	/**
	 * Does it, and takes it back.
	 * @param patience how long to wait where others try
	 * @throws Refusal UNAVAILABLE while others try and for a preview that takes too long,
	 * CONFLICT for a trial that does
	 */
	public <T> T during(Purpose purpose, Duration patience, Supplier<T> work) {
		Semaphore free = Objects.requireNonNull(this.places.get(purpose));
		if (!Permits.areTaken(free, 1, patience)) {
			throw Refusal.unavailable(RETRY_SECONDS);
		}
		try {
			return Trial.of(this.transactions, MOST, work);
		}
		catch (RuntimeException ex) {
			if (!tookTooLong(ex)) {
				throw ex;
			}
			throw (purpose == Purpose.PREVIEW) ? Refusal.unavailable(RETRY_SECONDS)
					: Refusal.conflict("steps", "trial_too_long", MOST.toSeconds());
		}
		finally {
			free.release();
		}
	}

	/** One of several within the room: it is taken back by itself, before the next. */
	<T> T apart(Supplier<T> work) {
		this.records.flush();
		this.jdbc.execute("SAVEPOINT apart");
		T result = work.get();
		this.records.clear();
		this.jdbc.execute("ROLLBACK TO SAVEPOINT apart");
		return result;
	}

	/** Whether the transaction's time was over, whichever part noticed it. */
	static boolean tookTooLong(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof TransactionTimedOutException || at instanceof QueryTimeoutException
					|| (at instanceof SQLException sql && CANCELLED.equals(sql.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What something is tried for. Each has places of its own, so that no reporter takes
	 * an owner's.
	 */
	public enum Purpose {

		/** To see what models do. */
		TRIAL,

		/** To show whoever reports a ticket what comes of it. */
		PREVIEW

	}

}
