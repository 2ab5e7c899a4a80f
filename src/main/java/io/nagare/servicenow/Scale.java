package io.nagare.servicenow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of impact, urgency or priority and the numbers that programs have for them.
 *
 * @param words as the deployed table has them, the highest first
 * @param named the numbers that programs know by these names
 */
record Scale(List<String> words, Map<String, String> named) {

	private static final Map<String, String> OF_THREE = Map.of("1", "high", "2", "medium", "3", "low");

	private static final Map<String, String> OF_FOUR = Map.of("1", "critical", "2", "high", "3", "medium", "4", "low");

	/** Impact and urgency. */
	static Scale ofThree(List<String> words) {
		return new Scale(words, OF_THREE);
	}

	/** Priority. */
	static Scale ofFour(List<String> words) {
		return new Scale(words, OF_FOUR);
	}

	/** A word that has no name among programs is as its nearest place, above all 1. */
	String number(String word) {
		return this.named.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(word))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseGet(() -> knowsNames() ? "1" : Integer.toString(Math.max(0, this.words.indexOf(word)) + 1));
	}

	/** The word that a number, or the word itself, means; empty for none. */
	Optional<String> word(String said) {
		String number = said.strip().split(" - ", 2)[0];
		if (this.words.contains(number)) {
			return Optional.of(number);
		}
		if (knowsNames()) {
			return Optional.ofNullable(this.named.get(number)).filter(this.words::contains);
		}
		return this.words.stream().filter((word) -> number(word).equals(number)).findFirst();
	}

	/** The words whose numbers are these. */
	List<String> words(List<String> numbers) {
		return this.words.stream().filter((word) -> numbers.contains(number(word)) || numbers.contains(word)).toList();
	}

	/** What programs may say. */
	List<String> numbers() {
		return this.words.stream().map(this::number).distinct().toList();
	}

	private boolean knowsNames() {
		return this.words.stream().anyMatch(this.named::containsValue);
	}

}
