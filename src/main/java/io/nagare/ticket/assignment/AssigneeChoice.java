package io.nagare.ticket.assignment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;

/**
 * Chooses one among those who are there and may do the work: a pure function of what they
 * have. Nobody who has as much as he takes is ever chosen.
 *
 * @param candidate who it is
 * @param reason why, for the ticket's journal
 */
record AssigneeChoice(Candidate candidate, Label reason) {

	private static final Comparator<Candidate> LONGEST_IDLE = Comparator
		.comparing((Candidate one) -> Optional.ofNullable(one.given()).orElse(Instant.MIN))
		.thenComparing(Candidate::user);

	/**
	 * Chooses by the method.
	 * @param preferred whom the method means by name, in order; they need not be among
	 * the candidates
	 * @return empty where nobody is left
	 */
	static Optional<AssigneeChoice> of(AssignmentMethod method, List<Candidate> candidates, List<UUID> preferred) {
		List<Candidate> open = candidates.stream().filter(Candidate::hasRoom).toList();
		return switch (method) {
			case NONE -> Optional.empty();
			case LONGEST_IDLE -> open.stream()
				.min(LONGEST_IDLE)
				.map((one) -> new AssigneeChoice(one, Texts.label("ticket.choice.longest_idle")));
			case LEAST_LOADED -> leastLoaded(open);
			case LAST_HELPER,
					ON_DUTY ->
				preferred.stream()
					.flatMap((user) -> open.stream().filter((one) -> one.user().equals(user)))
					.findFirst()
					.map((one) -> new AssigneeChoice(one, Texts.label("ticket.choice." + method.word())))
					.or(() -> leastLoaded(open));
		};
	}

	/** Who has no bound counts as one with the greatest. */
	private static Optional<AssigneeChoice> leastLoaded(List<Candidate> open) {
		int greatest = open.stream()
			.map(Candidate::capacity)
			.filter(Objects::nonNull)
			.mapToInt((one) -> one)
			.max()
			.orElse(1);
		return open.stream()
			.min(Comparator.comparingDouble((Candidate one) -> load(one, greatest)).thenComparing(LONGEST_IDLE))
			.map((one) -> new AssigneeChoice(one,
					(one.capacity() != null) ? Texts.label("ticket.choice.least_loaded_of", one.open(), one.capacity())
							: Texts.label("ticket.choice.least_loaded", one.open())));
	}

	private static double load(Candidate one, int otherwise) {
		Integer capacity = one.capacity();
		return (double) one.weight() / ((capacity != null) ? capacity : otherwise);
	}

}
