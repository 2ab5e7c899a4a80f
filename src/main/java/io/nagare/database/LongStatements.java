package io.nagare.database;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.nagare.shared.concurrent.Permits;
import io.nagare.shared.Refusal;

/**
 * Lets a few transactions that may take long go on at once, of one person fewer still, so
 * that they never hold all connections to the database.
 */
final class LongStatements {

	private static final long TRY_AGAIN_SECONDS = 10;

	private final Semaphore room;

	private final int ofOne;

	private final Duration patience;

	/** Whose who waits or goes on; one that nobody holds is forgotten. */
	private final Cache<String, Semaphore> people = Caffeine.newBuilder().weakValues().build();

	private final Map<Object, Semaphore> going = new ConcurrentHashMap<>();

	/**
	 * @param all how many go on at once
	 * @param ofOne how many of one person
	 * @param patience how long one waits for the others
	 */
	LongStatements(int all, int ofOne, Duration patience) {
		this.room = new Semaphore(all, true);
		this.ofOne = ofOne;
		this.patience = patience;
	}

	/**
	 * Begins one, after some others.
	 * @param transaction what ends by {@link #end}
	 * @throws Refusal UNAVAILABLE where the others take too long
	 */
	void begin(Object transaction, String person) {
		Semaphore own = this.people.get(person, (unknown) -> new Semaphore(this.ofOne, true));
		long until = System.nanoTime() + this.patience.toNanos();
		if (!entered(own, until)) {
			throw Refusal.unavailable(TRY_AGAIN_SECONDS);
		}
		if (!entered(this.room, until)) {
			own.release();
			throw Refusal.unavailable(TRY_AGAIN_SECONDS);
		}
		this.going.put(transaction, own);
	}

	/** It is over; nothing where it had not begun. */
	void end(Object transaction) {
		Semaphore own = this.going.remove(transaction);
		if (own != null) {
			this.room.release();
			own.release();
		}
	}

	private static boolean entered(Semaphore room, long until) {
		return Permits.areTaken(room, 1, Duration.ofNanos(until - System.nanoTime()));
	}

}
