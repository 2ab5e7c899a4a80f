package io.nagare.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that refuses something. */
public final class DatabaseFailures {

	private DatabaseFailures() {
	}

	/**
	 * Whether there is, or was, no connection to the database, which nothing that was
	 * asked of it is to blame for.
	 */
	public static boolean isOfConnection(Throwable failure) {
		return isCausedBy(failure, (cause) -> cause instanceof SQLTransientConnectionException
				|| hasState(cause, (state) -> state.startsWith("08") || state.startsWith("57P0")));
	}

	/**
	 * Whether the database lacks what it needs at present, such as room on its disk
	 * (class 53 of PostgreSQL's error codes), or gave up what took too long (57014).
	 */
	public static boolean isOfMeans(Throwable failure) {
		return isCausedBy(failure,
				(cause) -> hasState(cause, (state) -> state.startsWith("53") || state.equals("57014")));
	}

	/** Whether nothing was heard for too long. */
	static boolean isTimeout(Throwable failure) {
		return isCausedBy(failure, SocketTimeoutException.class::isInstance);
	}

	private static boolean isCausedBy(Throwable failure, Predicate<Throwable> cause) {
		for (@Nullable
		Throwable at = failure; at != null; at = at.getCause()) {
			if (cause.test(at)) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasState(Throwable cause, Predicate<String> state) {
		return cause instanceof SQLException sql && sql.getSQLState() != null && state.test(sql.getSQLState());
	}

}
