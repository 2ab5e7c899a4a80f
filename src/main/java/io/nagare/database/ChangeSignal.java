package io.nagare.database;

import io.nagare.shared.RightsChanged;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells all nodes that somebody's rights have changed, by a sequence that moves after the
 * commit: it waits for nobody, and any way to the database sees it. A node that dies in
 * between has told nothing; the others then forget by time.
 */
@Component
class ChangeSignal {

	private static final String SEND = "SELECT nextval('rights_changes')";

	private final JdbcTemplate jdbc;

	ChangeSignal(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(RightsChanged changed) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			send();
			return;
		}
		boolean waits = TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.anyMatch(Sending.class::isInstance);
		if (!waits) {
			TransactionSynchronizationManager.registerSynchronization(new Sending(this));
		}
	}

	private void send() {
		this.jdbc.queryForObject(SEND, Long.class);
	}

	private record Sending(ChangeSignal signal) implements TransactionSynchronization {

		@Override
		public void afterCommit() {
			this.signal.send();
		}

	}

}
