package io.nagare.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

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
		for (@Nullable
		Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof SQLTransientConnectionException) {
				return true;
			}
			if (at instanceof SQLException sql && sql.getSQLState() != null
					&& (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P0"))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the database lacks what it needs at present, such as room on its disk
	 * (class 53 of PostgreSQL's error codes), or gave up what took too long (57014).
	 */
	public static boolean isOfMeans(Throwable failure) {
		for (@Nullable
		Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof SQLException sql && sql.getSQLState() != null
					&& (sql.getSQLState().startsWith("53") || sql.getSQLState().equals("57014"))) {
				return true;
			}
		}
		return false;
	}

	/** Whether nothing was heard for too long. */
	static boolean isTimeout(Throwable failure) {
		for (@Nullable
		Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof SocketTimeoutException) {
				return true;
			}
		}
		return false;
	}

}
