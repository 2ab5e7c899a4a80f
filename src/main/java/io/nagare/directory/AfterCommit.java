package io.nagare.directory;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does work after a commit, such as forgetting what is cached or waking who waits.
 * Spring's transactional listeners would do, but each of their calls is written to the
 * register of event publications, which is meant for work that must not be lost.
 */
public final class AfterCommit {

	private AfterCommit() {
	}

	/** Does the work once the running transaction has committed, or now if none runs. */
	public static void run(Runnable work) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			work.run();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				work.run();
			}
		});
	}

}
