package io.nagare.workforce.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.nagare.directory.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Who of a team is on call when. A team without one has nobody on call. */
@Entity
@Table(name = "rosters")
public class Roster extends DirectoryEntry<Roster> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID teamId;

	@JdbcTypeCode(SqlTypes.JSON)
	private RosterPlan plan = RosterPlan.EMPTY;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Roster() {
	}

	Roster(UUID team) {
		this.id = UUID.randomUUID();
		this.teamId = team;
	}

	public UUID team() {
		return this.teamId;
	}

	/** The first is called first. */
	public List<RosterLayer> layers() {
		return this.plan.layers();
	}

	/** The latest agreed last. */
	public List<RosterSwap> swaps() {
		return this.plan.swaps();
	}

	/**
	 * Swaps stay with their layer, wherever it stands now; those of layers that are no
	 * more go with them.
	 */
	Roster plan(List<RosterLayer> layers) {
		Map<Integer, Integer> places = places(this.plan.layers(), layers);
		this.plan = new RosterPlan(layers,
				this.plan.swaps()
					.stream()
					.flatMap((swap) -> Optional.ofNullable(places.get(swap.layer()))
						.map((place) -> new RosterSwap(swap.id(), place, swap.userId(), swap.from(), swap.to()))
						.stream())
					.toList());
		return this;
	}

	/**
	 * Where each layer stands now: one that is as it was is known by that, and one that
	 * is not, by its place.
	 */
	private static Map<Integer, Integer> places(List<RosterLayer> before, List<RosterLayer> now) {
		Map<Integer, Integer> places = new HashMap<>();
		for (int old = 0; old < before.size(); old++) {
			for (int at = 0; at < now.size(); at++) {
				if (now.get(at).equals(before.get(old)) && !places.containsValue(at)) {
					places.put(old, at);
					break;
				}
			}
		}
		for (int old = 0; old < Math.min(before.size(), now.size()); old++) {
			if (!places.containsKey(old) && !places.containsValue(old)) {
				places.put(old, old);
			}
		}
		return places;
	}

	Roster swap(RosterSwap swap) {
		List<RosterSwap> all = new ArrayList<>(this.plan.swaps());
		all.add(swap);
		this.plan = new RosterPlan(this.plan.layers(), all);
		return this;
	}

	Roster keep(List<RosterSwap> swaps) {
		this.plan = new RosterPlan(this.plan.layers(), swaps);
		return this;
	}

}
