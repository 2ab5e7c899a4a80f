package io.nagare.suggestion.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often a model was right with tickets that it had not learnt from.
 *
 * @param tickets how many they were
 * @param right of how many its best guess was right
 * @param said of how many it was sure enough to say it
 * @param saidRight of how many of these it was right
 * @param doubt by how much on average its confidence missed how often it was right
 */
public record Evaluation(int tickets, int right, int said, int saidRight, double doubt) {

	private static final int PARTS = 10;

	/** Measures the model. */
	public static Evaluation of(LinearModel model, List<Example> heldOut, double threshold) {
		int right = 0;
		int said = 0;
		int saidRight = 0;
		int[] counts = new int[PARTS];
		double[] sure = new double[PARTS];
		int[] rights = new int[PARTS];
		for (Example example : heldOut) {
			Optional<Guess> guess = model.guess(example.terms());
			if (guess.isEmpty()) {
				continue;
			}
			boolean hit = guess.get().answer().equals(example.answer());
			double confidence = guess.get().confidence();
			int part = Math.min(PARTS - 1, (int) (confidence * PARTS));
			counts[part]++;
			sure[part] += confidence;
			rights[part] += hit ? 1 : 0;
			right += hit ? 1 : 0;
			if (confidence >= threshold) {
				said++;
				saidRight += hit ? 1 : 0;
			}
		}
		double doubt = 0;
		for (int i = 0; i < PARTS; i++) {
			doubt += Math.abs(sure[i] - rights[i]);
		}
		return new Evaluation(heldOut.size(), right, said, saidRight, heldOut.isEmpty() ? 0 : doubt / heldOut.size());
	}

	/** How often whoever always says what was right most often would be right. */
	public static int ofMostFrequent(List<Example> learnt, List<Example> heldOut) {
		String most = learnt.stream()
			.collect(Collectors.groupingBy(Example::answer, Collectors.counting()))
			.entrySet()
			.stream()
			.max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.<String, Long>comparingByKey()))
			.map(Map.Entry::getKey)
			.orElse("");
		return (int) heldOut.stream().filter((one) -> one.answer().equals(most)).count();
	}

	/** The share of all that its best guess was right with. */
	double accuracy() {
		return (this.tickets == 0) ? 0 : (double) this.right / this.tickets;
	}

}
