package io.nagare.integration;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.ToldOutside;

/**
 * How one class of entities is told of outside.
 *
 * @param told what it says of that itself
 * @param properties the names of all of its fields, in the order of a state
 */
record ToldEntity(ToldOutside told, List<String> properties) {

	/** Two words that every event has in a meaning of its own. */
	private static final List<String> TAKEN = List.of("kind", "number");

	private static final String DELETED_AT = "deletedAt";

	/** Empty for what is not told. */
	static Optional<ToldEntity> of(EntityPersister persister) {
		return Optional.ofNullable(persister.getMappedClass().getAnnotation(ToldOutside.class))
			.map((told) -> new ToldEntity(told, List.of(persister.getPropertyNames())));
	}

	String kind() {
		return this.told.kind();
	}

	/** The field's name outside. */
	static String name(ToldOutside told, String field) {
		String word = field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
		return TAKEN.contains(word) ? told.kind() + "_" + word : word;
	}

	/** What is told of one in that state. */
	Map<String, @Nullable Object> values(UUID id, Object[] state) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("id", id);
		values.put("kind", kind());
		values.put(kind() + "_id", id);
		values.put("title",
				Stream.of(this.told.title())
					.map((field) -> value(state, field))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null));
		for (String field : this.told.fields()) {
			values.put(name(this.told, field), value(state, field));
		}
		return values;
	}

	/** The fields that are told and differ; all where the former state is not known. */
	List<String> changed(Object @Nullable [] before, Object[] after) {
		return Stream.of(this.told.fields())
			.filter((field) -> before == null || !Objects.deepEquals(value(before, field), value(after, field)))
			.toList();
	}

	/** Whether it is kept as something deleted since then. */
	boolean isDeleted(Object @Nullable [] state) {
		return state != null && this.properties.contains(DELETED_AT) && value(state, DELETED_AT) instanceof Instant;
	}

	@Nullable Object value(Object[] state, String field) {
		@Nullable Object value = state[this.properties.indexOf(field)];
		return (value instanceof Object[] many) ? Arrays.asList(many) : value;
	}

}
