package io.nagare.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work that is done to see what comes of it, and taken back whole: a transaction of its
 * own that never commits. Whatever outlives a transaction, such as what a node remembers
 * or a sequence of numbers, asks {@link #isUnderWay()} and leaves itself as it is.
 */
public final class Trial {

	private final AtomicLong numbers = new AtomicLong();

	private Trial() {
	}

	/**
	 * Does the work and takes it back.
	 * @param most how long it may take
	 * @return what the work found out
	 */
	public static <T> T of(PlatformTransactionManager transactions, Duration most, Supplier<T> work) {
		TransactionTemplate transaction = new TransactionTemplate(transactions);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction.setTimeout((int) most.toSeconds());
		return transaction.execute((status) -> {
			status.setRollbackOnly();
			TransactionSynchronizationManager.bindResource(Trial.class, new Trial());
			try {
				return work.get();
			}
			finally {
				TransactionSynchronizationManager.unbindResource(Trial.class);
			}
		});
	}

	/** Whether what the current thread does is taken back. */
	public static boolean isUnderWay() {
		return TransactionSynchronizationManager.hasResource(Trial.class);
	}

	/**
	 * The next number of the trial under way, from 1, in place of one from a sequence:
	 * what a sequence gave it keeps no more, even when everything else is taken back.
	 * @throws IllegalStateException where none is under way
	 */
	public static long nextNumber() {
		Object trial = TransactionSynchronizationManager.getResource(Trial.class);
		if (trial == null) {
			throw new IllegalStateException("No trial is under way");
		}
		return ((Trial) trial).numbers.incrementAndGet();
	}

}
