package io.nagare.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Some clients who each send the next request when the last one was answered. */
final class Load {

	private Load() {
	}

	/**
	 * Lets the clients work until the time is over.
	 * @param work one operation; any failure ends the benchmark
	 */
	static Figures run(int clients, Duration time, Callable<?> work) throws Exception {
		return measured(clients, time, () -> {
			work.call();
			return true;
		});
	}

	/** Lets the clients work until the time is over or nothing is left to work on. */
	static <T> Figures use(Queue<T> supply, int clients, Duration time, Work<T> work) throws Exception {
		return measured(clients, time, () -> {
			T next = supply.poll();
			if (next != null) {
				work.on(next);
			}
			return next != null;
		});
	}

	/**
	 * Lets the clients begin one operation after the other at a rate, whether or not the
	 * former ones have been answered; each is counted from when it was due.
	 */
	static Figures paced(int perSecond, int count, int clients, Work<Integer> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			AtomicInteger turns = new AtomicInteger();
			long began = System.nanoTime();
			List<Future<long[]>> all = new ArrayList<>();
			for (int i = 0; i < clients; i++) {
				all.add(threads.submit(() -> {
					List<Long> took = new ArrayList<>();
					for (int turn = turns.getAndIncrement(); turn < count; turn = turns.getAndIncrement()) {
						long due = began + TimeUnit.SECONDS.toNanos(turn) / perSecond;
						TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
						work.on(turn);
						took.add(System.nanoTime() - due);
					}
					return took.stream().mapToLong(Long::longValue).toArray();
				}));
			}
			List<long[]> took = new ArrayList<>();
			for (Future<long[]> one : all) {
				took.add(one.get());
			}
			long[] sorted = took.stream().flatMapToLong(Arrays::stream).sorted().toArray();
			return new Figures(clients, sorted, System.nanoTime() - began);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Does the work so many times, one after the other. */
	static void times(int count, Callable<?> work) throws Exception {
		for (int i = 0; i < count; i++) {
			work.call();
		}
	}

	private static Figures measured(int clients, Duration time, Callable<Boolean> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			long began = System.nanoTime();
			long end = began + time.toNanos();
			List<Future<long[]>> all = new ArrayList<>();
			for (int i = 0; i < clients; i++) {
				all.add(threads.submit(() -> client(end, work)));
			}
			List<long[]> took = new ArrayList<>();
			for (Future<long[]> one : all) {
				took.add(one.get());
			}
			long[] sorted = took.stream().flatMapToLong(Arrays::stream).sorted().toArray();
			return new Figures(clients, sorted, System.nanoTime() - began);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static long[] client(long end, Callable<Boolean> work) throws Exception {
		List<Long> took = new ArrayList<>();
		while (System.nanoTime() < end) {
			long began = System.nanoTime();
			if (!work.call()) {
				break;
			}
			took.add(System.nanoTime() - began);
		}
		return took.stream().mapToLong(Long::longValue).toArray();
	}

	/** Works on one thing out of a supply. */
	@FunctionalInterface
	interface Work<T> {

		void on(T thing) throws Exception;

	}

	/** What was measured. */
	static final class Figures {

		private final int clients;

		/** How long each operation took, the shortest first. */
		private final long[] sorted;

		private final long nanos;

		private Figures(int clients, long[] sorted, long nanos) {
			this.clients = clients;
			this.sorted = sorted;
			this.nanos = nanos;
		}

		/** Both together, one after the other. */
		Figures and(Figures other) {
			return new Figures(this.clients,
					LongStream.concat(Arrays.stream(this.sorted), Arrays.stream(other.sorted)).sorted().toArray(),
					this.nanos + other.nanos);
		}

		/** How many worked at once. */
		int clients() {
			return this.clients;
		}

		/** Operations per second. */
		double rate() {
			return this.sorted.length * 1e9 / this.nanos;
		}

		/** In milliseconds. */
		double percentile(int percent) {
			return (this.sorted.length == 0) ? 0 : this.sorted[(this.sorted.length - 1) * percent / 100] / 1e6;
		}

	}

}
