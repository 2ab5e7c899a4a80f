package io.nagare.graphql;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import io.nagare.realtime.LiveFeed;
import io.nagare.shared.concurrent.TurnQueue;
import io.nagare.signin.SignInWatch;

/**
 * All subscriptions of this node. A few threads answer them, so that the one that hands
 * out what happens waits for nobody's question.
 */
@Component
class Subscriptions implements DisposableBean {

	/** So many may one person have on this node, over all lines. */
	static final int MOST_OF_ONE = 60;

	private static final int WORKERS = 3;

	private final SubscriptionQueries queries;

	private final SignInWatch watch;

	private final Set<LineSubscriptions> lines = ConcurrentHashMap.newKeySet();

	private final TurnQueue turns = new TurnQueue(WORKERS - 1);

	private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, threads());

	Subscriptions(SubscriptionQueries queries, SignInWatch watch) {
		this.queries = queries;
		this.watch = watch;
	}

	private static java.util.concurrent.ThreadFactory threads() {
		AtomicInteger number = new AtomicInteger();
		return (work) -> {
			Thread thread = new Thread(work, LiveFeed.THREADS + "subscriptions-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	/** Those of a new line, which has none. */
	LineSubscriptions of(LineSubscriptions.Line line) {
		LineSubscriptions subscriptions = new LineSubscriptions(line, this, this.queries, this.watch);
		this.lines.add(subscriptions);
		return subscriptions;
	}

	/** The line has ended. */
	void forget(LineSubscriptions line) {
		this.lines.remove(line);
	}

	/** How many the person has. */
	int of(UUID person) {
		return this.lines.stream().filter((line) -> line.isOf(person)).mapToInt(LineSubscriptions::size).sum();
	}

	/** Does it as soon as one of the threads is free and it is its turn. */
	void soon(UUID tenant, UUID person, Runnable work) {
		this.turns.add(tenant, person, work);
		if (!this.workers.isShutdown()) {
			this.workers.execute(this.turns::work);
		}
	}

	@Override
	public void destroy() {
		this.workers.shutdownNow();
	}

}
