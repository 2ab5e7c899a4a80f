package io.nagare.article;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineDifferenceTests {

	private static String drawn(String before, String after) {
		return LineDifference.of(before, after)
			.stream()
			.map((line) -> sign(line) + line.text())
			.collect(Collectors.joining(" "));
	}

	private static String sign(LineDifference line) {
		return switch (line.change()) {
			case LineDifference.ADDED -> "+";
			case LineDifference.REMOVED -> "-";
			default -> "=";
		};
	}

	@Test
	void tellsWhatWentAndWhatCame() {
		assertThat(drawn("a\nb\nc", "a\nx\nc")).isEqualTo("=a -b +x =c");
		assertThat(drawn("", "a\nb")).isEqualTo("+a +b");
		assertThat(drawn("a\nb", "")).isEqualTo("-a -b");
		assertThat(drawn("a", "a")).isEqualTo("=a");
		assertThat(drawn("", "")).isEmpty();
		assertThat(drawn("a\nb\nc\na\nb\nb\na", "c\nb\na\nb\na\nc")).isEqualTo("-a -b =c +b =a =b -b =a +c");
	}

	/**
	 * Whatever the texts: what stays and went is the old one, what stays and came the new
	 * one.
	 */
	@Test
	void isBothTexts() {
		Random random = new Random(7);
		for (int i = 0; i < 300; i++) {
			String before = text(random);
			String after = text(random);
			List<LineDifference> lines = LineDifference.of(before, after);
			assertThat(without(lines, LineDifference.ADDED)).isEqualTo(before);
			assertThat(without(lines, LineDifference.REMOVED)).isEqualTo(after);
		}
	}

	private static String text(Random random) {
		return IntStream.range(0, random.nextInt(12))
			.mapToObj((line) -> String.valueOf((char) ('a' + random.nextInt(4))))
			.collect(Collectors.joining("\n"));
	}

	private static String without(List<LineDifference> lines, String change) {
		return lines.stream()
			.filter((line) -> !line.change().equals(change))
			.map(LineDifference::text)
			.collect(Collectors.joining("\n"));
	}

	@Test
	void givesUpOnTextsThatHaveNothingInCommon() {
		String before = lines("x");
		List<LineDifference> lines = LineDifference.of(before, lines("y"));
		assertThat(lines).hasSize(8000);
		assertThat(without(lines, LineDifference.ADDED)).isEqualTo(before);
	}

	private static String lines(String word) {
		return IntStream.range(0, 4000).mapToObj((line) -> word + line).collect(Collectors.joining("\n"));
	}

}
