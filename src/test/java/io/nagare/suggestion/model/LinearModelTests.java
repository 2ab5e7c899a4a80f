package io.nagare.suggestion.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be learnt is learnt, what cannot is not claimed. */
class LinearModelTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final String[][] WORDS = { { "VPN", "接続", "切断", "回線", "無線" }, { "プリンター", "紙", "印刷", "トナー", "複合機" },
			{ "mail", "inbox", "spam", "attachment", "calendar" } };

	private static final String[] EVERYWHERE = { "今日", "急ぎ", "please", "画面", "office", "朝" };

	@Test
	void learnsWhichWordsSpeakForWhat() {
		List<Example> all = examples(400, 0.05);
		LinearModel model = Training.of(all.subList(0, 300), LONG).orElseThrow();
		Evaluation measured = Evaluation.of(model, all.subList(300, 400), 0.6);
		int frequent = Evaluation.ofMostFrequent(all.subList(0, 300), all.subList(300, 400));
		assertThat(measured.accuracy()).isGreaterThan(0.85);
		assertThat(measured.right()).isGreaterThan(2 * frequent);
		assertThat(measured.doubt()).isLessThan(0.15);
		assertThat(measured.said()).isLessThanOrEqualTo(measured.tickets());
		Guess guess = model.guess(List.of("印刷", "トナー", "今日", "聞いたことがない")).orElseThrow();
		assertThat(guess.answer()).isEqualTo("1");
		assertThat(guess.confidence()).isBetween(0.6, 1.0);
		assertThat(guess.terms()).contains("印刷", "トナー").doesNotContain("聞いたことがない");
	}

	@Test
	void isTheSameFromTheSameTickets() {
		List<Example> all = examples(200, 0.1);
		byte[] one = Training.of(all, LONG).orElseThrow().bytes();
		assertThat(Training.of(all, LONG).orElseThrow().bytes()).isEqualTo(one);
		LinearModel kept = LinearModel.of(one);
		assertThat(kept.bytes()).isEqualTo(one);
		assertThat(kept.guess(Set.of("VPN", "切断")))
			.isEqualTo(Training.of(all, LONG).orElseThrow().guess(Set.of("VPN", "切断")));
	}

	@Test
	void isSeldomSureWhereThereIsNothingToLearn() {
		List<Example> noise = examples(600, 1);
		LinearModel model = Training.of(noise.subList(0, 400), LONG).orElseThrow();
		Evaluation measured = Evaluation.of(model, noise.subList(400, 600), 0.6);
		assertThat(measured.said()).as("%s", measured).isLessThan(40);
		assertThat(measured.accuracy()).isLessThan(0.5);
	}

	@Test
	void saysLessTheSurerItMustBe() {
		List<Example> all = examples(400, 0.3);
		LinearModel model = Training.of(all.subList(0, 300), LONG).orElseThrow();
		int before = Integer.MAX_VALUE;
		for (double threshold = 0; threshold <= 1.01; threshold += 0.1) {
			Evaluation measured = Evaluation.of(model, all.subList(300, 400), threshold);
			assertThat(measured.said()).isLessThanOrEqualTo(before);
			assertThat(measured.saidRight()).isLessThanOrEqualTo(measured.said());
			before = measured.said();
		}
		assertThat(before).isZero();
		assertThat(model.guess(List.of("聞いたことがない"))).isEmpty();
	}

	@Test
	void learnsNothingFromTooLittleAndNotBeyondItsTime() {
		assertThat(Training.of(examples(Training.LEAST - 1, 0), LONG)).isEmpty();
		assertThat(Training.of(examples(200, 0).stream().map((one) -> new Example(one.terms(), "same")).toList(), LONG))
			.isEmpty();
		LinearModel untaught = Training.of(examples(200, 0), Duration.ZERO).orElseThrow();
		assertThat(untaught.guess(Set.of("VPN")).orElseThrow().confidence()).isLessThan(0.4);
	}

	/**
	 * Texts of three matters.
	 * @param noise the share of those that somebody answered at random
	 */
	private static List<Example> examples(int size, double noise) {
		Random random = new Random(7);
		List<Example> examples = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			int matter = random.nextInt(WORDS.length);
			Set<String> terms = new TreeSet<>();
			for (int word = 0; word < 3; word++) {
				terms.add(WORDS[matter][random.nextInt(WORDS[matter].length)]);
				terms.add(EVERYWHERE[random.nextInt(EVERYWHERE.length)]);
			}
			int answer = (random.nextDouble() < noise) ? random.nextInt(WORDS.length) : matter;
			examples.add(new Example(terms, Integer.toString(answer)));
		}
		return examples;
	}

}
