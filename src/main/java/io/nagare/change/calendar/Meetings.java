package io.nagare.change.calendar;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.CiNeighbourhood;
import io.nagare.cmdb.Cmdb;

/**
 * Tells of many changes at once what {@link Conflicts} tells of one: which kinds of
 * conflicts there are in their windows.
 */
@Component
@Transactional(readOnly = true)
class Meetings {

	private final Cmdb cmdb;

	private final Freezes freezes;

	Meetings(Cmdb cmdb, Freezes freezes) {
		this.cmdb = cmdb;
		this.freezes = freezes;
	}

	/**
	 * The kinds of what each of the changes meets, in the words of {@link Conflict#kind},
	 * by its id; a change that meets nothing is absent.
	 * @param others all that any of them could meet, themselves among them
	 */
	Map<UUID, List<String>> of(Collection<Planned> changes, Collection<Planned> others) {
		if (changes.isEmpty()) {
			return Map.of();
		}
		Map<UUID, CiNeighbourhood> each = this.cmdb
			.surroundingsOfEach(changes.stream().flatMap((one) -> one.items().stream()).collect(Collectors.toSet()));
		Map<UUID, Freezes.Area> areas = new HashMap<>();
		Map<UUID, Set<String>> met = new HashMap<>();
		for (Planned change : changes) {
			Set<UUID> closure = new HashSet<>();
			Set<UUID> related = new HashSet<>();
			change.items().forEach((item) -> {
				CiNeighbourhood around = Objects.requireNonNull(each.get(item));
				closure.addAll(around.closure());
				related.addAll(around.related());
			});
			areas.put(change.id(), new Freezes.Area(change.window(), closure));
			Set<String> kinds = new LinkedHashSet<>();
			others.stream()
				.filter((other) -> other.mayBeMet() && !other.id().equals(change.id())
						&& other.window().overlaps(change.window()))
				.forEach((other) -> kinds.addAll(
						Shared.of(change.items(), related, change.people(), other.items(), other.people()).kinds()));
			met.put(change.id(), kinds);
		}
		this.freezes.meet(hull(changes), areas)
			.forEach((id) -> Objects.requireNonNull(met.get(id)).add(Conflict.FREEZE));
		return met.entrySet()
			.stream()
			.filter((one) -> !one.getValue().isEmpty())
			.collect(Collectors.toMap(Map.Entry::getKey, (one) -> List.copyOf(one.getValue())));
	}

	/** From the first moment of any of the changes to the last; there are some. */
	static Window hull(Collection<Planned> changes) {
		Instant start = changes.stream().map((one) -> one.window().start()).min(Instant::compareTo).orElseThrow();
		Instant end = changes.stream().map((one) -> one.window().end()).max(Instant::compareTo).orElseThrow();
		return new Window(start, end);
	}

	/**
	 * A change with a window.
	 *
	 * @param people who carry it out
	 * @param mayBeMet whether it is in the way of others: it is on its way, and not yet
	 * carried out
	 */
	record Planned(UUID id, Window window, List<UUID> items, List<UUID> people, boolean mayBeMet) {
	}

}
