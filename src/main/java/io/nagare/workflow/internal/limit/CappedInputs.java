package io.nagare.workflow.internal.limit;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.check.FeelBounds;

/**
 * What a table is given, as long as it is no larger than {@link FeelBounds} supposes.
 */
public record CappedInputs(VariableContext inputs) implements VariableContext {

	@Override
	public @Nullable TypedValue resolve(String name) {
		TypedValue value = this.inputs.resolve(name);
		if (value != null && !isSmall(value.getValue())) {
			throw new Refusal(Refusal.Kind.MODEL_MISBEHAVED,
					List.of(Refusal.Detail.of(null, "feel_input", name, FeelBounds.INPUT_SIZE)));
		}
		return value;
	}

	@Override
	public boolean containsVariable(String name) {
		return this.inputs.containsVariable(name);
	}

	@Override
	public Set<String> keySet() {
		return this.inputs.keySet();
	}

	/** Looks no further than the cap. */
	private static boolean isSmall(@Nullable Object value) {
		if (value == null || value instanceof Boolean
				|| (value instanceof String text && text.length() <= FeelBounds.INPUT_SIZE)) {
			return true;
		}
		int size = 0;
		Deque<Object> ahead = new ArrayDeque<>();
		put(value, ahead);
		while (!ahead.isEmpty() && size <= FeelBounds.INPUT_SIZE) {
			Object part = ahead.pop();
			Collection<?> parts = (part instanceof Map<?, ?> map) ? map.values()
					: (part instanceof Collection<?> all) ? all : List.of();
			if (parts.size() > FeelBounds.INPUT_ITEMS || (part instanceof BigDecimal number && isLong(number))) {
				return false;
			}
			parts.forEach((one) -> put(one, ahead));
			size += (part instanceof CharSequence text) ? text.length() : 1;
		}
		return ahead.isEmpty() && size <= FeelBounds.INPUT_SIZE;
	}

	private static void put(@Nullable Object value, Deque<Object> ahead) {
		if (value != null) {
			ahead.push(value);
		}
	}

	private static boolean isLong(BigDecimal number) {
		return number.precision() > FeelBounds.MAX_DIGITS || Math.abs((long) number.scale()) > FeelBounds.MAX_DIGITS;
	}

}
