package io.nagare.directory;

import java.util.function.Supplier;

import io.nagare.shared.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work that must look across tenants, such as finding who signs in. It runs in a
 * transaction of its own, because one that has begun stays bound to its tenant.
 */
@Component
public class AcrossTenants {

	private final TransactionTemplate reading;

	private final TransactionTemplate writing;

	AcrossTenants(PlatformTransactionManager transactions) {
		this.writing = new TransactionTemplate(transactions);
		this.writing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.reading = new TransactionTemplate(transactions, this.writing);
		this.reading.setReadOnly(true);
	}

	/** Reads for the platform. */
	public <T> T read(Supplier<T> work) {
		return run(this.reading, work);
	}

	/** Reads and writes for the platform. */
	public <T> T write(Supplier<T> work) {
		return run(this.writing, work);
	}

	private static <T> T run(TransactionTemplate transaction, Supplier<T> work) {
		return Tenancy.asPlatform(() -> {
			@Nullable T result = transaction.execute((status) -> work.get());
			if (result == null) {
				throw new IllegalStateException("The work gave no result");
			}
			return result;
		});
	}

}
