package io.nagare.ticket.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is chosen has room, and over many reports nobody gets more than his share. */
class AssigneeChoiceTests {

	@Test
	void choosesWhoHasLeastForWhatHeTakes() {
		Candidate half = new Candidate(person(1), 2, 4, 4, null, 0);
		Candidate third = new Candidate(person(2), 3, 4, 10, null, 0);
		assertThat(chosen(AssignmentMethod.LEAST_LOADED, List.of(half, third))).contains(person(2));
		assertThat(AssigneeChoice.of(AssignmentMethod.LEAST_LOADED, List.of(half, third), List.of())
			.orElseThrow()
			.reason()
			.en()).isEqualTo("least open work (3 of 10)");
		assertThat(chosen(AssignmentMethod.NONE, List.of(half, third))).isEmpty();
	}

	@Test
	void prefersWhomTheMethodNamesWhileTheyHaveRoom() {
		Candidate busy = new Candidate(person(1), 3, 12, null, null, 0);
		Candidate full = new Candidate(person(2), 1, 1, 1, null, 0);
		Candidate free = new Candidate(person(3), 0, 0, null, null, 0);
		List<Candidate> all = List.of(busy, full, free);
		assertThat(chosen(AssignmentMethod.LAST_HELPER, all, person(1))).contains(person(1));
		assertThat(chosen(AssignmentMethod.LAST_HELPER, all, person(2))).contains(person(3));
		assertThat(chosen(AssignmentMethod.ON_DUTY, all, person(2), person(1))).contains(person(1));
		assertThat(chosen(AssignmentMethod.ON_DUTY, all, person(9))).contains(person(3));
	}

	@Property(tries = 300)
	void isFairAndNeverOverfills(@ForAll @Size(min = 1, max = 8) List<@IntRange(max = 6) Integer> capacities,
			@ForAll @IntRange(min = 1, max = 40) int reports, @ForAll boolean idle) {
		AssignmentMethod method = idle ? AssignmentMethod.LONGEST_IDLE : AssignmentMethod.LEAST_LOADED;
		Map<UUID, Integer> open = new HashMap<>();
		Map<UUID, Instant> given = new HashMap<>();
		int nobody = 0;
		for (int report = 0; report < reports; report++) {
			List<Candidate> team = team(capacities, open, given);
			Optional<UUID> chosen = chosen(method, team);
			if (chosen.isEmpty()) {
				nobody++;
			}
			else {
				open.merge(chosen.get(), 1, Integer::sum);
				given.put(chosen.get(), Instant.ofEpochSecond(report));
			}
		}
		for (int at = 0; at < capacities.size(); at++) {
			assertThat(open.getOrDefault(person(at), 0)).isLessThanOrEqualTo(capacities.get(at));
		}
		int room = capacities.stream().mapToInt((one) -> one).sum();
		assertThat(nobody).as("nobody only where nobody has room").isEqualTo(Math.max(0, reports - room));
	}

	@Property(tries = 200)
	void givesEqualPeopleEqualShares(@ForAll @IntRange(min = 1, max = 9) int people,
			@ForAll @IntRange(min = 1, max = 60) int reports, @ForAll boolean idle) {
		AssignmentMethod method = idle ? AssignmentMethod.LONGEST_IDLE : AssignmentMethod.LEAST_LOADED;
		List<@Nullable Integer> unbound = new ArrayList<>(java.util.Collections.nCopies(people, null));
		Map<UUID, Integer> open = new HashMap<>();
		Map<UUID, Instant> given = new HashMap<>();
		for (int report = 0; report < reports; report++) {
			UUID chosen = chosen(method, team(unbound, open, given)).orElseThrow();
			open.merge(chosen, 1, Integer::sum);
			given.put(chosen, Instant.ofEpochSecond(report));
		}
		List<Integer> shares = IntStream.range(0, people).mapToObj((at) -> open.getOrDefault(person(at), 0)).toList();
		assertThat(shares.stream().mapToInt((one) -> one).max().orElseThrow()
				- shares.stream().mapToInt((one) -> one).min().orElseThrow())
			.isLessThanOrEqualTo(1);
	}

	private static List<Candidate> team(List<? extends @Nullable Integer> capacities, Map<UUID, Integer> open,
			Map<UUID, Instant> given) {
		return IntStream.range(0, capacities.size()).mapToObj((at) -> {
			int has = open.getOrDefault(person(at), 0);
			return new Candidate(person(at), has, 2 * has, capacities.get(at), given.get(person(at)), has);
		}).toList();
	}

	private static Optional<UUID> chosen(AssignmentMethod method, List<Candidate> team, UUID... preferred) {
		return AssigneeChoice.of(method, team, List.of(preferred)).map((choice) -> choice.candidate().user());
	}

	private static UUID person(int number) {
		return new UUID(0, number);
	}

}
