package io.nagare.suggestion.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A multinomial logistic regression over the words of a text: each word has a weight for
 * each answer, and the weights are all there is to it.
 */
public final class LinearModel {

	private static final int MOST_REASONS = 5;

	private static final int FORM = 1;

	private final List<String> answers;

	private final Map<String, Integer> terms;

	/** By answer, then by term; the last one of each is what speaks without a word. */
	private final float[][] weights;

	private final double temperature;

	LinearModel(List<String> answers, Map<String, Integer> terms, float[][] weights, double temperature) {
		this.answers = List.copyOf(answers);
		this.terms = terms;
		this.weights = weights;
		this.temperature = temperature;
	}

	LinearModel atTemperature(double other) {
		return new LinearModel(this.answers, this.terms, this.weights, other);
	}

	/** The answers that it knows. */
	List<String> answers() {
		return this.answers;
	}

	/** What it takes for right; nothing for a text without a word that it knows. */
	public Optional<Guess> guess(Collection<String> words) {
		int[] known = known(words);
		if (known.length == 0) {
			return Optional.empty();
		}
		double[] likely = likely(known);
		int best = 0;
		for (int i = 1; i < likely.length; i++) {
			if (likely[i] > likely[best]) {
				best = i;
			}
		}
		return Optional.of(new Guess(this.answers.get(best), likely[best], reasons(words, best)));
	}

	private List<String> reasons(Collection<String> words, int answer) {
		Map<String, Double> reasons = new HashMap<>();
		for (String word : words) {
			Integer term = this.terms.get(word);
			if (term != null) {
				double mean = 0;
				for (float[] each : this.weights) {
					mean += each[term] / this.weights.length;
				}
				double speaks = this.weights[answer][term] - mean;
				if (speaks > 0) {
					reasons.put(word, speaks);
				}
			}
		}
		return reasons.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Double>comparingByValue()
				.reversed()
				.thenComparing(Map.Entry.<String, Double>comparingByKey()))
			.limit(MOST_REASONS)
			.map(Map.Entry::getKey)
			.toList();
	}

	/** The places of those words that it knows, in order. */
	int[] known(Collection<String> words) {
		List<Integer> known = new ArrayList<>();
		for (String word : words) {
			Integer term = this.terms.get(word);
			if (term != null) {
				known.add(term);
			}
		}
		return known.stream().mapToInt(Integer::intValue).sorted().toArray();
	}

	/** How likely each answer is. */
	double[] likely(int[] known) {
		double[] likely = new double[this.answers.size()];
		double each = 1 / Math.sqrt(Math.max(1, known.length));
		for (int answer = 0; answer < likely.length; answer++) {
			float[] weight = this.weights[answer];
			double sum = weight[weight.length - 1];
			for (int term : known) {
				sum += weight[term] * each;
			}
			likely[answer] = sum / this.temperature;
		}
		double most = Arrays.stream(likely).max().orElse(0);
		double whole = 0;
		for (int i = 0; i < likely.length; i++) {
			likely[i] = Math.exp(likely[i] - most);
			whole += likely[i];
		}
		for (int i = 0; i < likely.length; i++) {
			likely[i] /= whole;
		}
		return likely;
	}

	/** Its weights, to be kept. */
	public byte[] bytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
			out.writeInt(FORM);
			out.writeDouble(this.temperature);
			out.writeInt(this.answers.size());
			for (String answer : this.answers) {
				out.writeUTF(answer);
			}
			List<String> ordered = new ArrayList<>(this.terms.keySet());
			ordered.sort(Comparator.comparing(this.terms::get));
			out.writeInt(ordered.size());
			for (String term : ordered) {
				out.writeUTF(term);
			}
			for (float[] each : this.weights) {
				for (float weight : each) {
					out.writeFloat(weight);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/** The model that was kept. */
	public static LinearModel of(byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
			if (in.readInt() != FORM) {
				throw new IllegalArgumentException("A model of another form");
			}
			double temperature = in.readDouble();
			List<String> answers = new ArrayList<>();
			for (int i = in.readInt(); i > 0; i--) {
				answers.add(in.readUTF());
			}
			Map<String, Integer> terms = new HashMap<>();
			int size = in.readInt();
			for (int i = 0; i < size; i++) {
				terms.put(in.readUTF(), i);
			}
			float[][] weights = new float[answers.size()][size + 1];
			for (float[] each : weights) {
				for (int i = 0; i < each.length; i++) {
					each[i] = in.readFloat();
				}
			}
			return new LinearModel(answers, terms, weights, temperature);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
