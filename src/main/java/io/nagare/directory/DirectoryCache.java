package io.nagare.directory;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.shared.Memory;
import io.nagare.shared.RightsOutdated;
import io.nagare.shared.TenantId;
import io.nagare.shared.Tenancy;

/**
 * What the {@link Directory} remembers, each tenant's for itself. It forgets everything
 * with any change, at once on this node and within a second on the others; the changing
 * transaction itself asks the database.
 */
@Component
public class DirectoryCache {

	private static final Duration MEMORY = Duration.ofSeconds(60);

	private final Cache<Question, Object> answers = Caffeine.newBuilder()
		.maximumSize(50_000)
		.expireAfterWrite(MEMORY)
		.build();

	private final ApplicationEventPublisher events;

	/** Tells a reader that what he has just read may be old. */
	private final AtomicLong changes = new AtomicLong();

	DirectoryCache(ApplicationEventPublisher events) {
		this.events = events;
	}

	/**
	 * The remembered answer, or what is read now. That somebody does not exist is not
	 * remembered.
	 */
	@SuppressWarnings("unchecked") // a question of that name has answers of one type
	public <T> T recall(String what, Object about, Supplier<T> read) {
		TenantId tenant = Tenancy.current().orElse(null);
		if (tenant == null || isChanging()) {
			return read.get();
		}
		Question question = new Question(tenant.id(), what, about);
		@Nullable Object known = this.answers.getIfPresent(question);
		if (known != null) {
			return (T) known;
		}
		long before = this.changes.get();
		T answer = read.get();
		if (!Optional.empty().equals(answer)) {
			this.answers.put(question, answer);
		}
		if (this.changes.get() != before) {
			this.answers.invalidate(question);
		}
		return answer;
	}

	private static boolean isChanging() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.getSynchronizations().stream().anyMatch(Change.class::isInstance);
	}

	/** A record of this module was written, and is seen by others after the commit. */
	void changing() {
		if (TransactionSynchronizationManager.isSynchronizationActive() && !isChanging()) {
			TransactionSynchronizationManager.registerSynchronization(new Change(this));
			this.events.publishEvent(new Memory.Changed(Memory.DIRECTORY));
		}
	}

	@EventListener
	void on(RightsOutdated outdated) {
		forget();
	}

	@EventListener
	void on(Memory.Outdated outdated) {
		if (outdated.what() == Memory.DIRECTORY) {
			forget();
		}
	}

	private void forget() {
		this.changes.incrementAndGet();
		this.answers.invalidateAll();
	}

	private record Change(DirectoryCache memory) implements TransactionSynchronization {

		@Override
		public void afterCommit() {
			this.memory.forget();
		}

	}

	private record Question(UUID tenant, String what, Object about) {
	}

}
