package io.nagare.workflow.internal;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Answers the plainest cells of a table by itself: a list of words, and a column's input
 * that is a variable. The engine parses each cell anew each time it looks at it, which
 * was more than half of what a report cost. Whatever is not that plain goes to FEEL.
 */
final class KnownCells implements FeelEngine {

	private static final Pattern WORD = Pattern.compile("\"([^\"\\\\]*)\"");

	private static final Pattern WORDS = Pattern.compile("\\s*" + WORD + "(\\s*,\\s*" + WORD + ")*\\s*");

	private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]*");

	/** What looks like a variable and is none. */
	private static final Set<String> LITERALS = Set.of("true", "false", "null");

	private static final int CELLS = 10_000;

	private final FeelEngine feel;

	/** The words of a cell; empty for a cell that is no list of words. */
	private final Cache<String, Optional<Set<String>>> words = Caffeine.newBuilder().maximumSize(CELLS).build();

	KnownCells(FeelEngine feel) {
		this.feel = feel;
	}

	@Override
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" }) // the interface is
																		// so
	public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
		String name = expression.strip();
		if (VARIABLE.matcher(name).matches() && !LITERALS.contains(name) && variables.containsVariable(name)) {
			Object value = value(variables, name);
			if (value instanceof String || value instanceof Boolean) {
				return (T) value;
			}
		}
		return this.feel.evaluateSimpleExpression(expression, variables);
	}

	@Override
	public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext variables) {
		Object value = value(variables, input);
		if (value == null || value instanceof String) {
			Optional<Set<String>> known = this.words.get(expression, KnownCells::wordsOf);
			if (known.isPresent()) {
				return value != null && known.get().contains((String) value);
			}
		}
		return this.feel.evaluateSimpleUnaryTests(expression, input, variables);
	}

	private static @Nullable Object value(VariableContext variables, String name) {
		TypedValue value = variables.resolve(name);
		return (value != null) ? value.getValue() : null;
	}

	private static Optional<Set<String>> wordsOf(String cell) {
		return WORDS.matcher(cell).matches()
				? Optional.of(WORD.matcher(cell).results().map((match) -> match.group(1)).collect(Collectors.toSet()))
				: Optional.empty();
	}

}
