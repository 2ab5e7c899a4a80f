package io.nagare.workforce;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who stands in for whom at one moment. Who stands in may be away himself; then the next
 * does. Nobody is asked twice, so a circle of people who are all away ends with nobody.
 *
 * @param absent who is away, and who stands in for each
 */
public record Substitutions(Map<UUID, UUID> absent) {

	public Substitutions {
		absent = Map.copyOf(absent);
	}

	/** Whether the person is away. */
	public boolean isAbsent(UUID user) {
		return this.absent.containsKey(user);
	}

	/** The person himself, or the first of those standing in who is present. */
	public Optional<UUID> present(UUID user) {
		return present(user, (anybody) -> true);
	}

	/** The same, if he suits: nobody stands in for who is present. */
	public Optional<UUID> present(UUID user, Predicate<UUID> suits) {
		return chain(user).stream().filter(Predicate.not(this::isAbsent)).filter(suits).findFirst();
	}

	/** Everybody who is away and whose work comes by the person. */
	Set<UUID> passingBy(UUID user) {
		return this.absent.keySet()
			.stream()
			.filter((one) -> chain(one).contains(user))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Who is asked one after the other; only the last may be present. */
	private Set<UUID> chain(UUID user) {
		Set<UUID> asked = new LinkedHashSet<>();
		UUID next = user;
		while (next != null && asked.add(next)) {
			next = this.absent.get(next);
		}
		return asked;
	}

}
