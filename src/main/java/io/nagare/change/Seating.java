package io.nagare.change;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import io.nagare.identity.StandIns;

/**
 * Who votes on whose seat. A present member votes himself; for an absent one votes the
 * first of those standing in who is present, may have a say, and has no seat already.
 *
 * @param standIns who is away, and who stands in
 * @param eligible who may have a say
 */
record Seating(StandIns standIns, Predicate<UUID> eligible) {

	/**
	 * Seats a round: who votes on the seat of each member. The seat of an absent member
	 * for whom nobody can vote is vacant and left out.
	 * @param members the members who may have a say, each once
	 */
	Map<UUID, UUID> open(Collection<UUID> members) {
		Map<UUID, UUID> seats = new LinkedHashMap<>();
		Set<UUID> taken = new HashSet<>(members);
		for (UUID member : members) {
			holder(member, without(taken, member)).ifPresent((holder) -> {
				seats.put(member, holder);
				taken.add(holder);
			});
		}
		return seats;
	}

	/**
	 * Who votes on a member's seat; empty where nobody can.
	 * @param others those who have, or vote on, another seat
	 */
	Optional<UUID> holder(UUID member, Set<UUID> others) {
		return this.standIns.present(member,
				(user) -> user.equals(member) || (!others.contains(user) && this.eligible.test(user)));
	}

	private static Set<UUID> without(Set<UUID> all, UUID one) {
		Set<UUID> others = new HashSet<>(all);
		others.remove(one);
		return others;
	}

}
