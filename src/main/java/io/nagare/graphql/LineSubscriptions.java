package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.nagare.graphql.SubscriptionMoment.Happened;
import io.nagare.graphql.SubscriptionQueries.Begun;
import io.nagare.realtime.LiveMessage;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.signin.SignInWatch;
import io.nagare.signin.SignedIn;

/**
 * The subscriptions of one line. They are answered one after another; what happens to the
 * same ticket while an answer is under way is one more answer.
 */
final class LineSubscriptions {

	/** So many may be open over one line. */
	static final int MOST = 20;

	private static final Logger LOG = LoggerFactory.getLogger(LineSubscriptions.class);

	/** Who is told of so many tickets that he has not heard of is too slow. */
	private static final int MOST_WAITING = 1000;

	private final Line line;

	private final Subscriptions all;

	private final SubscriptionQueries queries;

	private final SignInWatch watch;

	/** Guards all below. */
	private final Object lock = new Object();

	private final Map<String, Open> open = new LinkedHashMap<>();

	private boolean working;

	/** Whose tenant it is; null until the first has begun. */
	private @Nullable UUID tenant;

	LineSubscriptions(Line line, Subscriptions all, SubscriptionQueries queries, SignInWatch watch) {
		this.line = line;
		this.all = all;
		this.queries = queries;
		this.watch = watch;
	}

	int size() {
		synchronized (this.lock) {
			return this.open.size();
		}
	}

	boolean isOf(UUID person) {
		return this.line.who().userId().equals(person);
	}

	/**
	 * Begins one.
	 * @return false where one of that id is open
	 */
	boolean begin(String id, Question question) {
		Open begun = new Open(id, question);
		synchronized (this.lock) {
			if (this.open.containsKey(id)) {
				return false;
			}
			this.open.put(id, begun);
		}
		if (size() > MOST || this.all.of(this.line.who().userId()) > Subscriptions.MOST_OF_ONE) {
			fail(begun, this.queries.refused(tooMany(), question));
			return true;
		}
		Optional<Begun> answer = this.watch.as(this.line.who(), this.line.address(),
				() -> begunIn(Tenancy.require().id(), question));
		if (answer.isEmpty()) {
			this.line.signedOut();
		}
		else if (!answer.get().errors().isEmpty()) {
			fail(begun, answer.get().errors());
		}
		else {
			synchronized (this.lock) {
				begun.waitsFor(answer.get().awaited());
			}
			work();
		}
		return true;
	}

	private Begun begunIn(UUID tenant, Question question) {
		synchronized (this.lock) {
			this.tenant = tenant;
		}
		return this.queries.begin(question);
	}

	private static Refusal tooMany() {
		return new Refusal(Refusal.Kind.RATE_LIMITED,
				List.of(Refusal.Detail.of("query", "too_many_subscriptions", MOST, Subscriptions.MOST_OF_ONE)));
	}

	private void fail(Open one, List<Map<String, Object>> errors) {
		end(one.id);
		this.line.failed(one.id, errors);
	}

	/** Nothing more of that one. */
	void end(String id) {
		synchronized (this.lock) {
			this.open.remove(id);
		}
	}

	/** Nothing more at all. */
	void endAll() {
		this.all.forget(this);
		synchronized (this.lock) {
			this.open.clear();
		}
	}

	/** Something happened that the caller may read. */
	void hear(LiveMessage message) {
		Optional<Happened> happened = Happened.of(message.ticket(), message.type());
		if (happened.isEmpty()) {
			return;
		}
		boolean tooSlow;
		synchronized (this.lock) {
			this.open.values().forEach((one) -> one.hear(happened.get()));
			tooSlow = this.open.values().stream().anyMatch((one) -> one.waiting.size() > MOST_WAITING);
		}
		if (tooSlow) {
			this.line.tooSlow();
		}
		else {
			work();
		}
	}

	private void work() {
		UUID of;
		synchronized (this.lock) {
			if (this.working || this.tenant == null || this.open.values().stream().noneMatch(Open::hasWork)) {
				return;
			}
			this.working = true;
			of = this.tenant;
		}
		this.all.soon(of, this.line.who().userId(), () -> {
			try {
				next();
			}
			finally {
				synchronized (this.lock) {
					this.working = false;
				}
				work();
			}
		});
	}

	private void next() {
		Open one;
		Happened happened;
		synchronized (this.lock) {
			Optional<Open> busy = this.open.values().stream().filter(Open::hasWork).findFirst();
			if (busy.isEmpty()) {
				return;
			}
			one = busy.get();
			happened = one.waiting.iterator().next();
			one.waiting.remove(happened);
			// whoever waits as well comes first
			this.open.remove(one.id);
			this.open.put(one.id, one);
		}
		answer(one, happened);
	}

	private void answer(Open one, Happened happened) {
		try {
			Optional<Optional<Map<String, Object>>> answer = this.watch.as(this.line.who(), this.line.address(),
					() -> this.queries.after(one.question, happened));
			if (answer.isEmpty()) {
				this.line.signedOut();
			}
			else if (isOpen(one)) {
				answer.get().ifPresent((result) -> this.line.answered(one.id, result));
			}
		}
		catch (RuntimeException ex) {
			LOG.warn("Could not answer a subscription, which ends: {}", ex.getMessage());
			LOG.debug("Why it could not", ex);
			fail(one, this.queries.refused(new Refusal(Refusal.Kind.UNAVAILABLE, List.of()), one.question));
		}
	}

	private boolean isOpen(Open one) {
		synchronized (this.lock) {
			return this.open.get(one.id) == one;
		}
	}

	/** What the subscriptions are told over. */
	interface Line {

		SignedIn who();

		String address();

		/** One is told what has become of what it asks. */
		void answered(String id, Map<String, Object> result);

		/** One has ended because of these. */
		void failed(String id, List<Map<String, Object>> errors);

		/** The line ends, since he may not be here any more. */
		void signedOut();

		/** The line ends, since he does not keep up. */
		void tooSlow();

	}

	/** One of them; whoever touches it holds the lock. */
	private static final class Open {

		private final String id;

		private final Question question;

		private final Set<Happened> waiting = new LinkedHashSet<>();

		/** Null until it is known. */
		private @Nullable Predicate<Happened> awaited;

		Open(String id, Question question) {
			this.id = id;
			this.question = question;
		}

		/** What happened before this was known may be part of it. */
		void waitsFor(Predicate<Happened> awaited) {
			this.awaited = awaited;
			this.waiting.removeIf(awaited.negate());
		}

		void hear(Happened happened) {
			if (this.awaited == null || this.awaited.test(happened)) {
				this.waiting.add(happened);
			}
		}

		boolean hasWork() {
			return this.awaited != null && !this.waiting.isEmpty();
		}

	}

}
