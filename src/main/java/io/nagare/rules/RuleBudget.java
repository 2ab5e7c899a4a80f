package io.nagare.rules;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.ThreadMXBean;
import org.drools.model.functions.Operator;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation of a rule set may use up: steps, memory and time. {@link RuleMeter}
 * writes the calls into the compiled rules; nobody else makes them, and rules that name
 * this class are refused.
 */
public final class RuleBudget {

	/** What the longest of the shipped rules needs a thousand times over. */
	private static final int STEPS = 1_000_000;

	/** The first evaluation after a start reads classes out of a jar within a jar. */
	private static final long BYTES = 128L << 20;

	/**
	 * While rules are put together, nearly all of it goes to Drools itself, and to
	 * classes that are read out of a jar within a jar.
	 */
	private static final long BYTES_OF_BUILDING = 512L << 20;

	/**
	 * What any number of evaluations may use up at once; beyond it goes one at a time.
	 */
	private static final long SHARE = Runtime.getRuntime().maxMemory() / 32;

	private static final Semaphore BEYOND = new Semaphore(1, true);

	private static final int WAIT_SECONDS = 10;

	private static final long TIME = Duration.ofSeconds(10).toNanos();

	private static final int FACTS = 12;

	private static final int ELEMENTS = 100_000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final ThreadLocal<@Nullable RuleBudget> CURRENT = new ThreadLocal<>();

	/** Takes the place of the operator {@code matches}. */
	public static final Operator.SingleValue<String, String> MATCHES = new Matches();

	private final long began = System.nanoTime();

	private final long allocated = THREADS.getCurrentThreadAllocatedBytes();

	private final long bytes;

	private final @Nullable RuleBudget outer;

	private boolean beyond;

	private int steps;

	private int facts;

	private RuleBudget(long bytes, @Nullable RuleBudget outer) {
		this.bytes = bytes;
		this.outer = outer;
	}

	/**
	 * Evaluates rules within a budget of its own.
	 * @throws IllegalStateException where that was not enough
	 */
	static <T> T evaluate(String name, Supplier<T> task) {
		return spend(name, BYTES, task);
	}

	/**
	 * Puts rules together, which runs what they do once for all, within a budget of its
	 * own.
	 * @throws IllegalStateException where that was not enough
	 */
	static <T> T build(String name, Supplier<T> task) {
		return spend(name, BYTES_OF_BUILDING, () -> {
			@Nullable RuleBudget budget = CURRENT.get();
			if (budget != null) {
				budget.goBeyond();
			}
			return task.get();
		});
	}

	private static <T> T spend(String name, long bytes, Supplier<T> task) {
		@Nullable RuleBudget outer = CURRENT.get();
		RuleBudget budget = new RuleBudget(bytes, outer);
		CURRENT.set(budget);
		try {
			return task.get();
		}
		catch (Exhausted | StackOverflowError ex) {
			throw new IllegalStateException("Rule set " + name + " does not come to an end: " + reason(ex), ex);
		}
		finally {
			CURRENT.set(outer);
			if (budget.beyond) {
				BEYOND.release();
			}
		}
	}

	private static String reason(Throwable problem) {
		return (problem.getMessage() != null) ? problem.getMessage() : "it calls itself again and again";
	}

	/** Before each call, and before each way back in a loop. */
	public static void step() {
		@Nullable RuleBudget budget = CURRENT.get();
		if (budget != null) {
			budget.take();
			long used = THREADS.getCurrentThreadAllocatedBytes() - budget.allocated;
			if (used > SHARE) {
				budget.goBeyond();
			}
			if (used > budget.bytes) {
				throw new Exhausted("more than " + (budget.bytes >> 20) + " MB are used");
			}
		}
	}

	/** Whoever needs much waits until nobody else does. */
	private void goBeyond() {
		if (isBeyond()) {
			return;
		}
		try {
			if (!BEYOND.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
				throw new Exhausted("others need much memory at the same time");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Exhausted("it is interrupted");
		}
		this.beyond = true;
	}

	private boolean isBeyond() {
		return this.beyond || (this.outer != null && this.outer.isBeyond());
	}

	private void take() {
		if (++this.steps > STEPS) {
			throw new Exhausted("more than " + STEPS + " steps are taken");
		}
		if (this.steps % 1024 == 0 && System.nanoTime() - this.began > TIME) {
			throw new Exhausted("more than " + TIME / 1_000_000_000 + " seconds have passed");
		}
	}

	/** Before a rule adds a fact: each pattern of each rule meets all of them. */
	public static void insert() {
		@Nullable RuleBudget budget = CURRENT.get();
		if (budget != null && ++budget.facts > FACTS) {
			throw new Exhausted("more than " + FACTS + " facts are added");
		}
	}

	/** The size of an array, or the room that a list or text is made with. */
	public static int size(int elements) {
		if (elements > ELEMENTS) {
			throw new Exhausted("room for " + elements + " elements is asked for");
		}
		return elements;
	}

	/** {@link String#repeat}. */
	public static String repeat(String text, int count) {
		size(Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) text.length() * Math.max(count, 0))));
		return text.repeat(count);
	}

	/** {@link String#replace(CharSequence, CharSequence)}. */
	public static String replace(String text, CharSequence target, CharSequence replacement) {
		size(Math.toIntExact(Math.min(Integer.MAX_VALUE, (1L + text.length()) * (1L + replacement.length()))));
		return text.replace(target, replacement);
	}

	/** {@link String#join(CharSequence, Iterable)}. */
	public static String join(CharSequence delimiter, Iterable<? extends CharSequence> elements) {
		StringBuilder joined = new StringBuilder();
		boolean first = true;
		for (CharSequence element : elements) {
			if (!first) {
				joined.append(delimiter);
			}
			joined.append(element);
			first = false;
			size(joined.length());
		}
		return joined.toString();
	}

	/** {@link String#join(CharSequence, CharSequence...)}. */
	public static String join(CharSequence delimiter, CharSequence... elements) {
		return join(delimiter, Arrays.asList(elements));
	}

	/** {@link String#matches}. */
	public static boolean matches(String text, String regex) {
		return matcher(Pattern.compile(regex), text).matches();
	}

	/** {@link Pattern#matcher}. */
	public static Matcher matcher(Pattern pattern, CharSequence text) {
		return pattern.matcher(new CountedText(text));
	}

	/**
	 * Where a pattern tries again and again, it looks at the same characters each time.
	 */
	private record CountedText(CharSequence text) implements CharSequence {

		@Override
		public int length() {
			return this.text.length();
		}

		@Override
		public char charAt(int index) {
			@Nullable RuleBudget budget = CURRENT.get();
			if (budget != null) {
				budget.take();
			}
			return this.text.charAt(index);
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			return this.text.subSequence(start, end);
		}

		@Override
		public String toString() {
			return this.text.toString();
		}

	}

	private static final class Matches implements Operator.SingleValue<String, String> {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean eval(@Nullable String text, @Nullable String regex) {
			return text != null && regex != null && matches(text, regex);
		}

		@Override
		public String getOperatorName() {
			return "matches";
		}

	}

	/** An error, which no rule can catch. */
	private static final class Exhausted extends Error {

		private static final long serialVersionUID = 1L;

		private Exhausted(String message) {
			super(message);
		}

	}

}
