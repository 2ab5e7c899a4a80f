package io.nagare.change.board;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import io.nagare.workforce.Substitutions;

/**
 * Who votes on whose seat. A present member votes himself; for an absent one votes
 * whoever is present at the end of the chain of those standing in, if he has no seat
 * already; else nobody does. Nobody votes who may not have a say.
 *
 * @param standIns who is away, and who stands in
 * @param eligible who may have a say
 */
record SeatingPolicy(Substitutions standIns, Predicate<UUID> eligible) {

	/**
	 * Seats a round: who votes on the seat of each member who may have a say. The seat of
	 * an absent one for whom nobody can vote is vacant and left out.
	 * @param members the members, each once
	 */
	Map<UUID, UUID> open(Collection<UUID> members) {
		Map<UUID, UUID> seats = new LinkedHashMap<>();
		List<UUID> entitled = members.stream().filter(this.eligible).toList();
		Set<UUID> taken = new HashSet<>(entitled);
		for (UUID member : entitled) {
			holder(member, without(taken, member)).ifPresent((holder) -> {
				seats.put(member, holder);
				taken.add(holder);
			});
		}
		return seats;
	}

	/**
	 * Who is to vote on each seat that waits for its vote, now that somebody has left or
	 * is back. One that was voted stays as it is, and is left out. Whoever has one that
	 * nobody can take keeps it, and takes no other; who is freed of one may take another.
	 * @param seats all of the round; where one may take either of two, the former is his
	 * @return by member, in an order in which nobody gets a second seat on the way; empty
	 * where nobody can
	 */
	Map<UUID, Optional<UUID>> anew(List<Place> seats) {
		Map<UUID, UUID> holders = new LinkedHashMap<>();
		seats.forEach((seat) -> holders.put(seat.member(), seat.holder()));
		List<UUID> waiting = seats.stream().filter((seat) -> !seat.voted()).map(Place::member).toList();
		Map<UUID, Optional<UUID>> anew = new LinkedHashMap<>();
		int before;
		do {
			// whoever is seated stays so: each round but the last seats one at least
			before = anew.size();
			waiting.stream()
				.filter((member) -> !anew.containsKey(member))
				.forEach((member) -> holder(member, others(holders, member)).ifPresent((holder) -> {
					holders.put(member, holder);
					anew.put(member, Optional.of(holder));
				}));
		}
		while (anew.size() > before);
		waiting.forEach((member) -> anew.putIfAbsent(member, Optional.empty()));
		return anew;
	}

	/** Who has, or votes on, a seat that is not this member's. */
	private static Set<UUID> others(Map<UUID, UUID> holders, UUID own) {
		Set<UUID> others = new HashSet<>();
		holders.forEach((member, holder) -> {
			if (!member.equals(own)) {
				others.add(member);
				others.add(holder);
			}
		});
		return others;
	}

	/**
	 * A seat of an open round.
	 *
	 * @param member whose it is
	 * @param holder who votes on it
	 * @param voted whether he has
	 */
	record Place(UUID member, UUID holder, boolean voted) {
	}

	/**
	 * Who votes on a member's seat; empty where nobody can.
	 * @param others those who have, or vote on, another seat
	 */
	Optional<UUID> holder(UUID member, Set<UUID> others) {
		return this.standIns.present(member,
				(user) -> (user.equals(member) || !others.contains(user)) && this.eligible.test(user));
	}

	private static Set<UUID> without(Set<UUID> all, UUID one) {
		Set<UUID> others = new HashSet<>(all);
		others.remove(one);
		return others;
	}

}
