package io.nagare.ticket;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import io.nagare.directory.Caller;

/** What requests say of a ticket by the names that the API gives its own fields. */
public final class SaidFields {

	private static final NamingBase SNAKE_CASE = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

	/** What is for those alone who work on tickets of the kind. */
	private static final Set<String> OF_AGENTS = Set.of("assignee_id", "estimated_minutes", "tags");

	private SaidFields() {
	}

	/** The names of all fields that tickets of the type have themselves. */
	public static Set<String> names(TicketType<?, ?> type) {
		return own(type.fields()).map(SaidFields::name).collect(Collectors.toSet());
	}

	/** How long those may be that are texts, in characters. */
	public static Map<String, Integer> longest(TicketType<?, ?> type) {
		Map<String, Integer> longest = new LinkedHashMap<>();
		own(type.fields()).forEach((component) -> {
			AnnotatedType value = ((AnnotatedParameterizedType) component.getAnnotatedType())
				.getAnnotatedActualTypeArguments()[0];
			Size size = value.getAnnotation(Size.class);
			if (size != null && value.getType() == String.class) {
				longest.put(name(component), size.max());
			}
		});
		return longest;
	}

	/** Those that no form asks of the caller. */
	public static Set<String> hidden(TicketType<?, ?> type, Caller caller) {
		return names(type).stream().filter((name) -> !asks(type, name, caller)).collect(Collectors.toSet());
	}

	private static boolean asks(TicketType<?, ?> type, String name, Caller caller) {
		return name.equals("reporter_id") ? caller.may(type.kind() + ":report_for_others")
				: !OF_AGENTS.contains(name) || caller.may(type.kind() + ":work");
	}

	/** All of them with what is said; null where nothing is. */
	static Map<String, @Nullable Object> of(TicketFields fields) {
		Map<String, @Nullable Object> said = new LinkedHashMap<>();
		own(fields.getClass()).forEach((component) -> said.put(name(component), value(component, fields)));
		return said;
	}

	private static Stream<RecordComponent> own(Class<?> fields) {
		return Arrays.stream(fields.getRecordComponents())
			.filter((component) -> component.getType() == JsonNullable.class);
	}

	private static String name(RecordComponent component) {
		return SNAKE_CASE.translate(component.getName());
	}

	private static @Nullable Object value(RecordComponent component, TicketFields fields) {
		try {
			return ((JsonNullable<?>) component.getAccessor().invoke(fields)).orElse(null);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("A field can be read", ex);
		}
	}

}
