package io.nagare.workflow.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds where a token could go round for ever. What it passes is a graph, of nodes or of
 * calls; a wait is where it may stand, so a way that leads through none of them back to
 * where it began is a loop that the engine would follow until the end of its memory.
 */
public final class EndlessLoops {

	private EndlessLoops() {
	}

	/**
	 * A node of a loop.
	 * @param nodes those at which no token waits
	 * @param next where a token goes from each
	 */
	public static <N> Optional<N> find(Set<N> nodes, Function<N, Set<N>> next) {
		Map<N, Set<N>> ahead = new LinkedHashMap<>();
		for (N node : nodes) {
			Set<N> targets = new LinkedHashSet<>(next.apply(node));
			targets.retainAll(nodes);
			ahead.put(node, targets);
		}
		boolean shrinks = true;
		while (shrinks) {
			Set<N> ends = new HashSet<>();
			ahead.forEach((node, targets) -> {
				if (targets.isEmpty()) {
					ends.add(node);
				}
			});
			ahead.keySet().removeAll(ends);
			ahead.values().forEach((targets) -> targets.removeAll(ends));
			shrinks = !ends.isEmpty();
		}
		return ahead.keySet().stream().findFirst().map((any) -> onLoop(any, ahead));
	}

	/** Whatever is left leads to a loop; follow it until it comes back. */
	private static <N> N onLoop(N from, Map<N, Set<N>> ahead) {
		Set<N> seen = new HashSet<>();
		N here = from;
		while (seen.add(here)) {
			here = ahead.getOrDefault(here, Set.of()).iterator().next();
		}
		return here;
	}

	/**
	 * The words with which each process can end before a token waits anywhere in it, or
	 * in what it calls.
	 */
	public static Map<String, Set<String>> endsAtOnce(Map<String, ? extends Steps> processes) {
		Map<String, Set<String>> words = new HashMap<>();
		boolean grows = true;
		while (grows) {
			grows = false;
			for (Map.Entry<String, ? extends Steps> process : processes.entrySet()) {
				Set<String> found = follow(process.getValue(), words);
				grows |= words.computeIfAbsent(process.getKey(), (key) -> new HashSet<>()).addAll(found);
			}
		}
		return words;
	}

	/** The calls that a token reaches from a call without a wait between. */
	public static Set<String> callsAfter(Steps process, String call, Map<String, Set<String>> endsAtOnce) {
		Set<String> calls = new LinkedHashSet<>();
		ProcessGraph.Call known = Objects.requireNonNull(process.calls().get(call), call);
		for (String outcome : endsAtOnce.getOrDefault(known.process(), Set.of())) {
			calls.addAll(known.after(outcome).calls());
		}
		return calls;
	}

	private static Set<String> follow(Steps process, Map<String, Set<String>> endsAtOnce) {
		Set<String> outcomes = new HashSet<>(process.fromStart().outcomes());
		Set<String> seen = new HashSet<>();
		List<String> calls = new ArrayList<>(process.fromStart().calls());
		while (!calls.isEmpty()) {
			String call = calls.remove(calls.size() - 1);
			ProcessGraph.Call known = process.calls().get(call);
			if (known != null && seen.add(call)) {
				for (String outcome : endsAtOnce.getOrDefault(known.process(), Set.of())) {
					outcomes.addAll(known.after(outcome).outcomes());
					calls.addAll(known.after(outcome).calls());
				}
			}
		}
		return outcomes;
	}

	/** What is known of a process for that. */
	public interface Steps {

		ProcessGraph.Reach fromStart();

		Map<String, ProcessGraph.Call> calls();

	}

}
