package io.nagare.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an administrator what to configure, in place of a stack trace. */
class DatabaseNotGivenAnalyzer extends AbstractFailureAnalyzer<DatabaseNotGiven> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DatabaseNotGiven cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
