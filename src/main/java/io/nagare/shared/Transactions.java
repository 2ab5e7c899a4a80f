package io.nagare.shared;

import java.util.function.Supplier;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work in a transaction, for whoever has to do some of it outside: what needs a
 * connection of its own, or takes long.
 */
public final class Transactions {

	private final TransactionTemplate template;

	public Transactions(PlatformTransactionManager transactions) {
		this.template = new TransactionTemplate(transactions);
	}

	/** Does work that gives nothing. */
	public void run(Runnable work) {
		this.template.executeWithoutResult((status) -> work.run());
	}

	/** What the work gives, which is never nothing. */
	public <T> T get(Supplier<T> work) {
		return get((status) -> work.get());
	}

	/** The same for work that may have its transaction rolled back. */
	public <T> T get(TransactionCallback<T> work) {
		T result = this.template.execute(work);
		if (result == null) {
			throw new IllegalStateException("The work gave no result");
		}
		return result;
	}

}
