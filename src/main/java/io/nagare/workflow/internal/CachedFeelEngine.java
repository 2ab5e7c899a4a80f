package io.nagare.workflow.internal;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.limit.ModelBudget;
import io.nagare.workflow.internal.limit.CappedInputs;

/**
 * Remembers what FEEL made of the plain cells of a table: of a value written out, and of
 * a test on values written out. The engine parses each cell anew each time it looks at
 * it, which was more than half of what a report cost. A cell that names anything goes to
 * FEEL each time, but for a column's input that is a variable as it stands: of that, what
 * FEEL made of the number is remembered.
 */
final class CachedFeelEngine implements FeelEngine {

	private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]*");

	private static final Pattern WORD = Pattern.compile("\"[^\"\\\\]*\"");

	/** What is left of a plain cell without its words. */
	private static final Pattern PLAIN = Pattern
		.compile("((?<!\\w)(true|false|null|not|[0-9]+(\\.[0-9]+)?)(?!\\w)|[\\s,()<>=-]|\\[|\\]|\\.\\.)*");

	/** What looks like a variable and is none. */
	private static final Set<String> LITERALS = Set.of("true", "false", "null");

	private static final int CELLS = 10_000;

	private final FeelEngine feel;

	private final Cache<String, Boolean> plain = Caffeine.newBuilder().maximumSize(CELLS).build();

	private final Cache<String, Optional<Object>> values = Caffeine.newBuilder().maximumSize(CELLS).build();

	private final Cache<Number, Object> numbers = Caffeine.newBuilder().maximumSize(CELLS).build();

	private final Cache<Test, Boolean> tests = Caffeine.newBuilder().maximumSize(CELLS).build();

	CachedFeelEngine(FeelEngine feel) {
		this.feel = feel;
	}

	// the interface is so, and FEEL's null is Java's
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals", "NullAway" })
	@Override
	public <T> T evaluateSimpleExpression(String expression, VariableContext inputs) {
		VariableContext variables = new CappedInputs(inputs);
		String name = expression.strip();
		if (VARIABLE.matcher(name).matches() && !LITERALS.contains(name)) {
			Object value = value(variables, name);
			if (value instanceof Number number) {
				return (T) this.numbers.get(number,
						(unknown) -> this.feel.evaluateSimpleExpression(expression, variables));
			}
			return (T) (isWord(value) ? value : this.feel.evaluateSimpleExpression(expression, variables));
		}
		if (isPlain(expression)) {
			return (T) this.values
				.get(expression, (cell) -> Optional.ofNullable(this.feel.evaluateSimpleExpression(cell, variables)))
				.orElse(null);
		}
		return evaluate(expression, () -> this.feel.evaluateSimpleExpression(expression, variables));
	}

	/** However an expression was let in, it ends nothing but itself. */
	private static <T> T evaluate(String expression, Supplier<T> evaluation) {
		try {
			return evaluation.get();
		}
		catch (StackOverflowError ex) {
			throw ModelBudget.exceeded("feel_failed", expression);
		}
	}

	@Override
	public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext inputs) {
		VariableContext variables = new CappedInputs(inputs);
		Object value = value(variables, input);
		boolean known = (value == null || isWord(value) || value instanceof Number) && isPlain(expression);
		return known
				? this.tests.get(new Test(expression, value),
						(test) -> this.feel.evaluateSimpleUnaryTests(expression, input, variables))
				: evaluate(expression, () -> this.feel.evaluateSimpleUnaryTests(expression, input, variables));
	}

	private static boolean isWord(@Nullable Object value) {
		return value instanceof String || value instanceof Boolean;
	}

	private boolean isPlain(String cell) {
		return this.plain.get(cell, (text) -> PLAIN.matcher(WORD.matcher(text).replaceAll("")).matches());
	}

	private static @Nullable Object value(VariableContext variables, String name) {
		TypedValue value = variables.resolve(name);
		return (value != null) ? value.getValue() : null;
	}

	/** A cell looked at with a value. */
	private record Test(String cell, @Nullable Object value) {
	}

}
