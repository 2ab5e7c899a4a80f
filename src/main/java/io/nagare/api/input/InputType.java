package io.nagare.api.input;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

import io.nagare.shared.Refusal.Detail;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/** Names Java's types as OpenAPI does; no class name leaves. */
public final class InputType {

	private InputType() {
	}

	/**
	 * The value at this place is of another type than wanted.
	 * @param wanted null where nobody knows
	 */
	public static Detail mismatch(@Nullable String field, @Nullable Class<?> wanted) {
		if (wanted != null && wanted.isEnum()) {
			return Detail.of(field, "not_allowed",
					Arrays.stream(wanted.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", ")));
		}
		return Detail.of(field, "wrong_type",
				word((wanted != null) ? ClassUtils.resolvePrimitiveIfNecessary(wanted) : Object.class));
	}

	private static String word(Class<?> type) {
		if (type == Boolean.class) {
			return "boolean";
		}
		if (type == UUID.class) {
			return "uuid";
		}
		if (CharSequence.class.isAssignableFrom(type)) {
			return "string";
		}
		if (type == Integer.class || type == Long.class || type == Short.class) {
			return "integer";
		}
		if (Number.class.isAssignableFrom(type)) {
			return "number";
		}
		if (Temporal.class.isAssignableFrom(type)) {
			return type.getSimpleName().startsWith("Local") ? "date" : "date-time";
		}
		return (type.isArray() || Collection.class.isAssignableFrom(type)) ? "array" : "object";
	}

}
