package io.nagare.audit;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.OffRecord;
import io.nagare.shared.OnBehalf;

/**
 * How an entity's state is told: which fields, by which names.
 *
 * @param name the entity in snake_case
 * @param isOnRecord whether its changes are recorded at all
 * @param fields those that are
 * @param tenantAt where in the state the tenant stands; -1 for nowhere
 * @param beneficiaries for whom something is done to it
 */
record RecordedType(String name, boolean isOnRecord, List<RecordedField> fields, int tenantAt,
		List<Beneficiary> beneficiaries) {

	/** Stands for a value that is not told. */
	static final String NOT_TOLD = "***";

	private static final String TENANT = "tenantId";

	/** The record says itself when, by whom and in which order. */
	private static final Set<String> KNOWN_ANYWAY = Set.of(TENANT, "createdAt", "createdBy", "updatedAt", "updatedBy");

	static RecordedType of(EntityPersister persister) {
		Class<?> entity = persister.getMappedClass();
		String[] names = persister.getPropertyNames();
		Type[] types = persister.getPropertyTypes();
		List<RecordedField> fields = new ArrayList<>();
		int tenantAt = -1;
		List<Beneficiary> beneficiaries = new ArrayList<>();
		for (int i = 0; i < names.length; i++) {
			Field field = field(entity, names[i]).orElse(null);
			if (field == null) {
				// Hibernate's own, such as a child's place in its parent
				continue;
			}
			if (names[i].equals(TENANT)) {
				tenantAt = i;
			}
			OnBehalf onBehalf = field.getAnnotation(OnBehalf.class);
			if (onBehalf != null) {
				beneficiaries.add(new Beneficiary(onBehalf.when(), i, List.of(names).indexOf(onBehalf.by())));
			}
			if (!types[i].isAssociationType() && i != persister.getVersionProperty()
					&& !KNOWN_ANYWAY.contains(names[i])) {
				fields.add(new RecordedField(i, snake(names[i]), types[i], field.isAnnotationPresent(OffRecord.class)));
			}
		}
		return new RecordedType(snake(entity.getSimpleName()), !entity.isAnnotationPresent(OffRecord.class),
				List.copyOf(fields), tenantAt, List.copyOf(beneficiaries));
	}

	/** Which fields differ; all of them where the former state is not known. */
	List<Integer> changed(Object @Nullable [] before, Object[] after) {
		return IntStream.range(0, this.fields.size())
			.filter((i) -> before == null || this.fields.get(i).differs(before, after))
			.boxed()
			.toList();
	}

	/** Everything that is not empty. */
	Map<String, @Nullable Object> values(Object[] state) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (RecordedField field : this.fields) {
			if (state[field.at()] != null) {
				values.put(field.name(), field.value(state));
			}
		}
		return values;
	}

	/** Some fields; none where the state is not known. */
	Map<String, @Nullable Object> values(Object @Nullable [] state, List<Integer> wanted) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		if (state != null) {
			wanted.forEach((i) -> values.put(this.fields.get(i).name(), this.fields.get(i).value(state)));
		}
		return values;
	}

	@Nullable UUID tenant(Object[] state) {
		return (this.tenantAt >= 0) ? (UUID) state[this.tenantAt] : null;
	}

	/**
	 * For whom the verb was done to it; null for nobody but who did it.
	 * @param actor who did it; null for the product itself
	 */
	@Nullable UUID beneficiary(String verb, Object @Nullable [] before, Object[] after, @Nullable UUID actor) {
		return this.beneficiaries.stream()
			.filter((one) -> one.verb().equals(verb))
			.flatMap((one) -> one.of(before, after, actor).stream())
			.findFirst()
			.orElse(null);
	}

	private static Optional<Field> field(Class<?> entity, String name) {
		return Stream.<Class<?>>iterate(entity, (type) -> type != null, (type) -> type.getSuperclass())
			.flatMap((type) -> Stream.of(type.getDeclaredFields()))
			.filter((field) -> field.getName().equals(name))
			.findFirst();
	}

	private static String snake(String name) {
		return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

	/**
	 * Somebody for whom something is done to it.
	 *
	 * @param verb what is done for him: {@code create} or {@code update}
	 * @param at where in the state he stands
	 * @param by where the one stands who acts in his place; -1 where everybody does
	 */
	record Beneficiary(String verb, int at, int by) {

		/**
		 * Who acts in another's place did so where he had it before, or has it after:
		 * what he does may end it. What the product does is done for him where it puts
		 * another in his place, and else for nobody.
		 */
		Optional<UUID> of(Object @Nullable [] before, Object[] after, @Nullable UUID actor) {
			if (this.by < 0) {
				return user(after, this.at);
			}
			if (actor == null) {
				return user(after, this.at).filter((user) -> before == null || !user.equals(before[this.at]));
			}
			return Stream.ofNullable(before)
				.filter((state) -> actor.equals(state[this.by]))
				.flatMap((state) -> user(state, this.at).stream())
				.findFirst()
				.or(() -> user(after, this.at).filter((user) -> actor.equals(after[this.by])));
		}

		private static Optional<UUID> user(Object[] state, int at) {
			return Optional.ofNullable((UUID) state[at]);
		}

	}

	/** One field, and where in the state it stands. */
	record RecordedField(int at, String name, Type type, boolean offRecord) {

		boolean differs(Object[] before, Object[] after) {
			return !this.type.isEqual(before[this.at], after[this.at]);
		}

		@Nullable Object value(Object[] state) {
			return (this.offRecord && state[this.at] != null) ? NOT_TOLD : state[this.at];
		}

	}

}
