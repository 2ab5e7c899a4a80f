package io.nagare.workforce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever stands in at the end of a chain is present, and no circle goes on for ever. */
class SubstitutionsTests {

	private static final int PEOPLE = 12;

	@Test
	void followsAChainToWhoeverIsPresent() {
		Substitutions standIns = new Substitutions(Map.of(person(1), person(2), person(2), person(3)));
		assertThat(standIns.present(person(1))).contains(person(3));
		assertThat(standIns.present(person(3))).contains(person(3));
		assertThat(standIns.present(person(1), (user) -> !user.equals(person(3)))).isEmpty();
	}

	@Test
	void findsNobodyInACircle() {
		Substitutions standIns = new Substitutions(
				Map.of(person(1), person(2), person(2), person(3), person(3), person(1), person(4), person(1)));
		assertThat(standIns.present(person(1))).isEmpty();
		assertThat(standIns.present(person(4))).isEmpty();
	}

	@Property(tries = 2000)
	void agreesWithTheChainWalkedByHand(
			@ForAll @Size(max = PEOPLE) Map<@IntRange(max = PEOPLE) Integer, @IntRange(max = PEOPLE) Integer> absent,
			@ForAll @IntRange(max = PEOPLE) int asked) {
		Map<UUID, UUID> people = new HashMap<>();
		absent.forEach((away, there) -> people.put(person(away), person(there)));
		Optional<UUID> found = new Substitutions(people).present(person(asked));
		// as many steps as there are people lead out of every chain that is no circle
		List<Integer> walked = new ArrayList<>(List.of(asked));
		for (int step = 0; step <= PEOPLE && absent.containsKey(walked.get(walked.size() - 1)); step++) {
			walked.add(absent.get(walked.get(walked.size() - 1)));
		}
		int last = walked.get(walked.size() - 1);
		assertThat(found).isEqualTo(absent.containsKey(last) ? Optional.empty() : Optional.of(person(last)));
	}

	private static UUID person(int number) {
		return new UUID(0, number);
	}

}
