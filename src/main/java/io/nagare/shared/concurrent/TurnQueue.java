package io.nagare.shared.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that waits for a few threads, in turns: one piece of each tenant's, and within a
 * tenant one of each person's. One tenant never has all threads.
 */
public final class TurnQueue {

	private static final Logger LOG = LoggerFactory.getLogger(TurnQueue.class);

	private final int mostOfOne;

	private final Map<UUID, Map<UUID, Deque<Runnable>>> waiting = new LinkedHashMap<>();

	private final Map<UUID, Integer> underWay = new HashMap<>();

	/**
	 * @param mostOfOne so many threads may work for one tenant at a time
	 */
	public TurnQueue(int mostOfOne) {
		this.mostOfOne = mostOfOne;
	}

	public synchronized void add(UUID tenant, UUID person, Runnable work) {
		this.waiting.computeIfAbsent(tenant, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(person, (key) -> new ArrayDeque<>())
			.add(work);
	}

	/** Works until nothing waits that may be done now. */
	public void work() {
		Optional<Turn> turn = next();
		while (turn.isPresent()) {
			try {
				turn.get().work().run();
			}
			catch (RuntimeException ex) {
				LOG.error("A piece of work failed; the others go on", ex);
			}
			finally {
				done(turn.get().tenant());
			}
			turn = next();
		}
	}

	/** How many pieces of all wait. */
	public synchronized int size() {
		return this.waiting.keySet().stream().mapToInt(this::size).sum();
	}

	/** How many pieces of one tenant wait. */
	public synchronized int size(UUID tenant) {
		return this.waiting.getOrDefault(tenant, Map.of()).values().stream().mapToInt(Deque::size).sum();
	}

	private synchronized Optional<Turn> next() {
		return this.waiting.keySet()
			.stream()
			.filter((tenant) -> this.underWay.getOrDefault(tenant, 0) < this.mostOfOne)
			.findFirst()
			.map((tenant) -> {
				this.underWay.merge(tenant, 1, Integer::sum);
				return new Turn(tenant, take(tenant));
			});
	}

	/** Whoever has had his turn stands at the end. */
	private Runnable take(UUID tenant) {
		Map<UUID, Deque<Runnable>> people = this.waiting.remove(tenant);
		UUID person = people.keySet().iterator().next();
		Deque<Runnable> pieces = people.remove(person);
		Runnable work = pieces.remove();
		if (!pieces.isEmpty()) {
			people.put(person, pieces);
		}
		if (!people.isEmpty()) {
			this.waiting.put(tenant, people);
		}
		return work;
	}

	private synchronized void done(UUID tenant) {
		this.underWay.computeIfPresent(tenant, (key, count) -> (count > 1) ? count - 1 : null);
	}

	private record Turn(UUID tenant, Runnable work) {
	}

}
