package io.nagare.footprint;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.nameContains;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.not;

/**
 * The methods of ours that the busiest thread entered while something was done, in their
 * order.
 */
public final class Footprint {

	/** What every request passes, whatever it is about. */
	private static final Set<String> EDGE = Set.of("directory", "signin", "workforce", "api", "audit", "database",
			"shared", "server");

	private static final Map<Thread, List<String>> ENTERED = new ConcurrentHashMap<>();

	private static volatile boolean on;

	private final List<String> classes;

	private Footprint(List<String> classes) {
		this.classes = classes;
	}

	/** Watches every class of ours until it is closed. */
	static AutoCloseable watch() {
		Instrumentation instrumentation = ByteBuddyAgent.install();
		ResettableClassFileTransformer transformer = new AgentBuilder.Default().disableClassFormatChanges()
			.with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
			.type(nameStartsWith("io.nagare.").and(not(nameContains("$$")))
				.and(not(nameStartsWith("io.nagare.footprint.")))
				.and(not(ElementMatchers.named("io.nagare.TestClock"))))
			.transform((builder, type, loader, module, domain) -> builder
				.visit(Advice.to(Entry.class).on(isMethod().and(not(isAbstract())).and(not(isSynthetic())))))
			.installOn(instrumentation);
		return () -> transformer.reset(instrumentation, AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
	}

	static Footprint of(Runnable work) {
		ENTERED.clear();
		on = true;
		try {
			work.run();
		}
		finally {
			on = false;
		}
		Thread here = Thread.currentThread();
		return new Footprint(ENTERED.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(here))
			.map(Map.Entry::getValue)
			.max(Comparator.comparing(List::size))
			.map(List::copyOf)
			.orElse(List.of()));
	}

	/** Called from the advice, which is copied into the methods of others. */
	public static void enter(String type) {
		if (on) {
			ENTERED.computeIfAbsent(Thread.currentThread(), (thread) -> Collections.synchronizedList(new ArrayList<>()))
				.add(type);
		}
	}

	int calls() {
		return this.classes.size();
	}

	/** Nested classes count as the one that holds them. */
	int classes() {
		return (int) this.classes.stream().map(Footprint::outer).distinct().count();
	}

	/** How often the thread went from one module to another, the edge left out. */
	int moves() {
		List<String> modules = this.classes.stream()
			.map(Footprint::module)
			.filter((module) -> !EDGE.contains(module))
			.toList();
		int moves = 0;
		for (int i = 1; i < modules.size(); i++) {
			moves += modules.get(i).equals(modules.get(i - 1)) ? 0 : 1;
		}
		return moves;
	}

	private static String outer(String type) {
		int nested = type.indexOf('$');
		return (nested < 0) ? type : type.substring(0, nested);
	}

	private static String module(String type) {
		return type.split("\\.", -1)[2];
	}

	@Override
	public String toString() {
		Map<String, Long> byClass = this.classes.stream()
			.collect(Collectors.groupingBy(Footprint::outer, TreeMap::new, Collectors.counting()));
		String most = byClass.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.limit(25)
			.map((entry) -> entry.getKey().substring("io.nagare.".length()) + " " + entry.getValue())
			.collect(Collectors.joining(", "));
		return "%d calls, %d classes, %d moves between modules; most entered: %s".formatted(calls(), classes(), moves(),
				most);
	}

	/** What stands at the beginning of each method. */
	static final class Entry {

		private Entry() {
		}

		@Advice.OnMethodEnter
		static void enter(@Advice.Origin("#t") String type) {
			Footprint.enter(type);
		}

	}

}
