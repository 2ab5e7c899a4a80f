package io.nagare.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nagare.shared.Refusal;

/**
 * Something that a tool is told.
 *
 * @param name what programs call it
 * @param description what it means, for whoever reads the tool
 * @param words the only texts it takes; empty for any
 * @param least the smallest number
 * @param most the longest text, the greatest number, or the most values of a list
 */
record Parameter(String name, Type type, boolean required, String description, List<String> words, int least,
		int most) {

	/** By it an assistant says that it asks again. */
	static final String KEY = "idempotency_key";

	/** By it an assistant asks what would happen. */
	static final String DRY_RUN = "dry_run";

	/** Nothing that has a name is longer. */
	private static final int USUAL = 200;

	/** As many words as a list is narrowed by. */
	private static final int MOST_WORDS = 20;

	/** What makes asking again harmless. */
	static Parameter key() {
		return text(KEY,
				"Any text of yours for this one deed: the same text again does nothing anew, and is answered as before");
	}

	/** What makes a tool try what it would do. */
	static Parameter dryRun() {
		return flag(DRY_RUN, "true: say what would happen, and do nothing");
	}

	static Parameter text(String name, String description) {
		return new Parameter(name, Type.TEXT, false, description, List.of(), 0, USUAL);
	}

	static Parameter flag(String name, String description) {
		return new Parameter(name, Type.FLAG, false, description, List.of(), 0, 0);
	}

	static Parameter number(String name, String description, int least, int most) {
		return new Parameter(name, Type.NUMBER, false, description, List.of(), least, most);
	}

	static Parameter list(String name, String description) {
		return new Parameter(name, Type.LIST, false, description, List.of(), 0, MOST_WORDS);
	}

	static Parameter object(String name, String description) {
		return new Parameter(name, Type.OBJECT, false, description, List.of(), 0, 0);
	}

	/** The same, which cannot be left out. */
	Parameter needed() {
		return new Parameter(this.name, this.type, true, this.description, this.words, this.least, this.most);
	}

	/** The same, which takes these texts alone. */
	Parameter among(List<String> choices) {
		return new Parameter(this.name, this.type, this.required, this.description, choices, this.least, this.most);
	}

	/** The same, of texts up to that length. */
	Parameter upTo(int length) {
		return new Parameter(this.name, this.type, this.required, this.description, this.words, this.least, length);
	}

	/** How a JSON schema says it. */
	Map<String, Object> schema() {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", this.type.word);
		schema.put("description", this.description);
		switch (this.type) {
			case TEXT -> schema.put("maxLength", this.most);
			case NUMBER -> {
				schema.put("minimum", this.least);
				schema.put("maximum", this.most);
			}
			case LIST -> {
				schema.put("items", Map.of("type", Type.TEXT.word, "maxLength", USUAL));
				schema.put("maxItems", this.most);
			}
			default -> {
				// takes whatever its type takes
			}
		}
		if (!this.words.isEmpty()) {
			schema.put("enum", this.words);
		}
		return schema;
	}

	/** What is wrong with a value that was given, by name. */
	void check(Object value, List<Refusal.Detail> wrong) {
		if (!this.type.isOf(value)) {
			wrong.add(Refusal.Detail.of(this.name, "wrong_type", this.type.word));
		}
		else if (value instanceof String text) {
			checkText(text, this.most, wrong);
		}
		else if (value instanceof Integer number && (number < this.least || number > this.most)) {
			wrong.add(Refusal.Detail.of(this.name, "out_of_range", this.least, this.most));
		}
		else if (value instanceof List<?> list) {
			checkList(list, wrong);
		}
	}

	private void checkList(List<?> list, List<Refusal.Detail> wrong) {
		if (list.size() > this.most) {
			wrong.add(Refusal.Detail.of(this.name, "too_many", this.most));
		}
		else if (!list.stream().allMatch(String.class::isInstance)) {
			wrong.add(Refusal.Detail.of(this.name, "wrong_type", Type.TEXT.word));
		}
		else {
			list.forEach((word) -> checkText((String) word, USUAL, wrong));
		}
	}

	private void checkText(String text, int longest, List<Refusal.Detail> wrong) {
		if (text.length() > longest) {
			wrong.add(Refusal.Detail.of(this.name, "too_long", longest));
		}
		else if (!this.words.isEmpty() && !this.words.contains(text)) {
			wrong.add(Refusal.Detail.of(this.name, "not_a_choice", String.join(", ", this.words)));
		}
		else if (this.required && text.isBlank()) {
			wrong.add(Refusal.Detail.of(this.name, "required"));
		}
	}

	/** What a value can be. */
	enum Type {

		TEXT("string"), NUMBER("integer"), FLAG("boolean"), LIST("array"), OBJECT("object");

		private final String word;

		Type(String word) {
			this.word = word;
		}

		private boolean isOf(Object value) {
			return switch (this) {
				case TEXT -> value instanceof String;
				case NUMBER -> value instanceof Integer;
				case FLAG -> value instanceof Boolean;
				case LIST -> value instanceof List<?>;
				case OBJECT -> value instanceof Map<?, ?>;
			};
		}

	}

}
