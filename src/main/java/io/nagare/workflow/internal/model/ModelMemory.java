package io.nagare.workflow.internal.model;

import java.time.Duration;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.shared.Trial;

/**
 * Answers about deployed models, each kept for two seconds: so long a node may not see
 * what another one deployed. What this node deployed it sees at once. A trial reads and
 * keeps nothing here.
 *
 * @param <Q> the type of the questions
 * @param <A> the type of the answers
 */
final class ModelMemory<Q, A> {

	private static final Duration AGE = Duration.ofSeconds(2);

	private static final int MOST = 10_000;

	/**
	 * Replaced as a whole to forget: who has read the database before puts his answer
	 * into one that nobody asks any more.
	 */
	private volatile Cache<Q, A> answers = empty();

	private static <Q, A> Cache<Q, A> empty() {
		return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(AGE).build();
	}

	/** The answer kept, or else what is read; null is not kept. */
	@Nullable A answer(Q question, Supplier<@Nullable A> read) {
		if (Trial.isUnderWay()) {
			return read.get();
		}
		Cache<Q, A> kept = this.answers;
		A answer = kept.getIfPresent(question);
		if (answer == null) {
			answer = read.get();
			if (answer != null) {
				kept.put(question, answer);
			}
		}
		return answer;
	}

	/**
	 * A model was deployed or taken away. The transaction at work sees that at once,
	 * others once it has ended.
	 */
	void forget() {
		if (Trial.isUnderWay()) {
			return;
		}
		this.answers = empty();
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					ModelMemory.this.answers = empty();
				}

			});
		}
	}

}
