package io.nagare.suggestion.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Learns from tickets of which the right answer is known. The same tickets give the same
 * model. Bounded: so many words and answers at most, which bounds the memory, and no
 * round begins after the time is up.
 */
public final class Training {

	/** Fewer tickets teach nothing. */
	public static final int LEAST = 50;

	/** An answer that was right less often is not learnt. */
	static final int LEAST_OF_ANSWER = 5;

	private static final int MOST_ANSWERS = 100;

	private static final int MOST_TERMS = 8000;

	private static final int ROUNDS = 30;

	private static final double STEP = 0.5;

	private static final double DECAY = 1e-4;

	/** Of what it may learn from it learns these; the others set how sure it is. */
	private static final double LEARNT = 0.9;

	private Training() {
	}

	/**
	 * Learns.
	 * @param examples those first that ended first
	 * @param within no round begins later
	 * @return empty where there is too little to learn
	 */
	public static Optional<LinearModel> of(List<Example> examples, Duration within) {
		long end = System.nanoTime() + within.toNanos();
		List<String> answers = answers(examples);
		List<Example> known = examples.stream().filter((one) -> answers.contains(one.answer())).toList();
		if (answers.size() < 2 || known.size() < LEAST) {
			return Optional.empty();
		}
		int cut = (int) (known.size() * LEARNT);
		LinearModel model = learn(answers, known.subList(0, cut), end);
		return Optional.of(calibrated(model, known.subList(cut, known.size())));
	}

	private static List<String> answers(List<Example> examples) {
		return examples.stream()
			.collect(Collectors.groupingBy(Example::answer, Collectors.counting()))
			.entrySet()
			.stream()
			.filter((answer) -> answer.getValue() >= LEAST_OF_ANSWER)
			.sorted(Map.Entry.<String, Long>comparingByValue()
				.reversed()
				.thenComparing(Map.Entry.<String, Long>comparingByKey()))
			.limit(MOST_ANSWERS)
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
	}

	private static Map<String, Integer> terms(List<Example> examples) {
		List<String> terms = examples.stream()
			.flatMap((one) -> one.terms().stream())
			.collect(Collectors.groupingBy((term) -> term, Collectors.counting()))
			.entrySet()
			.stream()
			.filter((term) -> term.getValue() > 1)
			.sorted(Map.Entry.<String, Long>comparingByValue()
				.reversed()
				.thenComparing(Map.Entry.<String, Long>comparingByKey()))
			.limit(MOST_TERMS)
			.map(Map.Entry::getKey)
			.toList();
		Map<String, Integer> places = new HashMap<>();
		terms.forEach((term) -> places.put(term, places.size()));
		return places;
	}

	/**
	 * Steps down the gradient of each example, the smaller the oftener a weight moved.
	 */
	private static LinearModel learn(List<String> answers, List<Example> examples, long end) {
		Map<String, Integer> terms = terms(examples);
		float[][] weights = new float[answers.size()][terms.size() + 1];
		float[][] moved = new float[answers.size()][terms.size() + 1];
		LinearModel model = new LinearModel(answers, terms, weights, 1);
		List<int[]> texts = new ArrayList<>();
		List<Integer> right = new ArrayList<>();
		for (Example example : examples) {
			int[] known = model.known(example.terms());
			if (known.length > 0) {
				texts.add(known);
				right.add(answers.indexOf(example.answer()));
			}
		}
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			order.add(i);
		}
		Random same = new Random(1);
		for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
			Collections.shuffle(order, same);
			for (int i : order) {
				step(model, weights, moved, texts.get(i), right.get(i));
			}
		}
		return model;
	}

	private static void step(LinearModel model, float[][] weights, float[][] moved, int[] text, int right) {
		double[] likely = model.likely(text);
		double each = 1 / Math.sqrt(text.length);
		for (int answer = 0; answer < weights.length; answer++) {
			double wrong = likely[answer] - ((answer == right) ? 1 : 0);
			int bias = weights[answer].length - 1;
			for (int term : text) {
				move(weights[answer], moved[answer], term, wrong * each + DECAY * weights[answer][term]);
			}
			move(weights[answer], moved[answer], bias, wrong);
		}
	}

	private static void move(float[] weights, float[] moved, int at, double slope) {
		moved[at] += (float) (slope * slope);
		weights[at] -= (float) (STEP * slope / (1e-6 + Math.sqrt(moved[at])));
	}

	/** As sure as it was right with tickets that it did not learn from. */
	private static LinearModel calibrated(LinearModel model, List<Example> others) {
		List<Double> temperatures = new ArrayList<>();
		for (double temperature = 0.5; temperature < 6; temperature *= 1.15) {
			temperatures.add(temperature);
		}
		return temperatures.stream()
			.map(model::atTemperature)
			.min(Comparator.comparing((one) -> surprise(one, others)))
			.orElse(model);
	}

	private static double surprise(LinearModel model, List<Example> examples) {
		double surprise = 0;
		for (Example example : examples) {
			double likely = model.likely(model.known(example.terms()))[model.answers().indexOf(example.answer())];
			surprise -= Math.log(Math.max(1e-9, likely));
		}
		return surprise;
	}

}
