package io.nagare.workforce;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

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
		Set<UUID> asked = new LinkedHashSet<>();
		UUID next = user;
		while (next != null && asked.add(next)) {
			if (!isAbsent(next)) {
				return Optional.of(next).filter(suits);
			}
			next = this.absent.get(next);
		}
		return Optional.empty();
	}

}
