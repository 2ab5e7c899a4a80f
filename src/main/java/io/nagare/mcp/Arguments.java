package io.nagare.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/** What an assistant tells a tool, checked against what the tool can be told. */
final class Arguments {

	private final Map<String, Object> values;

	private Arguments(Map<String, Object> values) {
		this.values = values;
	}

	/**
	 * Reads what was said; null says nothing.
	 * @throws Refusal VALIDATION_FAILED naming everything that is wrong
	 */
	static Arguments of(List<Parameter> known, Map<String, ? extends @Nullable Object> said) {
		Map<String, Object> values = new LinkedHashMap<>();
		said.forEach((name, value) -> {
			if (value != null) {
				values.put(name, whole(value));
			}
		});
		List<Refusal.Detail> wrong = new ArrayList<>();
		for (Parameter parameter : known) {
			Object value = values.get(parameter.name());
			if (value != null) {
				parameter.check(value, wrong);
			}
			else if (parameter.required()) {
				wrong.add(Refusal.Detail.of(parameter.name(), "required"));
			}
		}
		said.keySet()
			.stream()
			.filter((name) -> known.stream().noneMatch((parameter) -> parameter.name().equals(name)))
			.limit(Refusal.MOST_DETAILS)
			.forEach((name) -> wrong.add(Refusal.Detail.of(name, "unknown_field")));
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return new Arguments(values);
	}

	/** To some assistants every number has a fraction, if only of zero. */
	private static Object whole(Object value) {
		return (value instanceof Number number && number.doubleValue() == number.intValue()) ? number.intValue()
				: value;
	}

	/** A text that cannot be left out. */
	String text(String name) {
		return (String) Objects.requireNonNull(this.values.get(name));
	}

	Optional<String> findText(String name) {
		return Optional.ofNullable((String) this.values.get(name));
	}

	/** All texts but the key, which says nothing of the thing itself. */
	Map<String, Object> texts() {
		Map<String, Object> texts = new LinkedHashMap<>(this.values);
		texts.values().removeIf((value) -> !(value instanceof String));
		texts.remove(Parameter.KEY);
		return texts;
	}

	int number(String name, int otherwise) {
		return (this.values.get(name) instanceof Integer number) ? number : otherwise;
	}

	boolean flag(String name) {
		return Boolean.TRUE.equals(this.values.get(name));
	}

	/** The words of a list; null where there is none. */
	@Nullable List<String> words(String name) {
		return (this.values.get(name) instanceof List<?> list && !list.isEmpty())
				? list.stream().map(String::valueOf).toList() : null;
	}

	/** The fields of an object, as they were said. */
	Map<String, Object> fields(String name) {
		Map<String, Object> fields = new LinkedHashMap<>();
		if (this.values.get(name) instanceof Map<?, ?> object) {
			object.forEach((key, value) -> fields.put(String.valueOf(key), value));
		}
		return fields;
	}

}
