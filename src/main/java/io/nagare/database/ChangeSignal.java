package io.nagare.database;

import io.nagare.shared.Memory;
import io.nagare.shared.RightsChanged;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells all nodes that somebody's rights have changed, or something else that they
 * remember, by a sequence that moves after the commit: it waits for nobody, and any way
 * to the database sees it. A node that dies in between has told nothing; the others then
 * forget by time.
 */
@Component
class ChangeSignal {

	/** The sequence of everybody's rights. */
	static final String RIGHTS = "rights_changes";

	private final JdbcTemplate jdbc;

	ChangeSignal(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** The sequence of what else is remembered. */
	static String sequenceOf(Memory memory) {
		return switch (memory) {
			case SIGN_INS -> "sign_in_changes";
			case DIRECTORY -> "directory_changes";
		};
	}

	@EventListener
	void on(RightsChanged changed) {
		move(RIGHTS);
	}

	@EventListener
	void on(Memory.Changed changed) {
		move(sequenceOf(changed.what()));
	}

	private void move(String sequence) {
		Sending sending = new Sending(this, sequence);
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			send(sequence);
		}
		else if (!TransactionSynchronizationManager.getSynchronizations().contains(sending)) {
			TransactionSynchronizationManager.registerSynchronization(sending);
		}
	}

	private void send(String sequence) {
		this.jdbc.queryForObject("SELECT nextval(?::regclass)", Long.class, sequence);
	}

	private record Sending(ChangeSignal signal, String sequence) implements TransactionSynchronization {

		@Override
		public void afterCommit() {
			this.signal.send(this.sequence);
		}

	}

}
