package io.nagare.change.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a change has in common with another whose window overlaps its own.
 *
 * @param same items of both
 * @param related items of the other that concern the change, those of both among them
 * @param people who carry out both
 */
record Shared(List<UUID> same, List<UUID> related, List<UUID> people) {

	static final String SAME_CI = "same_ci";

	static final String RELATED_CI = "related_ci";

	static final String SAME_PERSON = "same_person";

	/**
	 * Compares two changes.
	 * @param around the items that concern the change, as well as its own
	 */
	static Shared of(Collection<UUID> items, Collection<UUID> around, Collection<UUID> people,
			Collection<UUID> otherItems, Collection<UUID> otherPeople) {
		List<UUID> same = common(items, otherItems);
		return new Shared(same, Stream.concat(same.stream(), common(otherItems, around).stream()).distinct().toList(),
				common(people, otherPeople));
	}

	private static List<UUID> common(Collection<UUID> one, Collection<UUID> other) {
		Set<UUID> both = new LinkedHashSet<>(one);
		both.retainAll(other);
		return List.copyOf(both);
	}

	/** The kinds of conflicts that come of it; none where nothing is shared. */
	List<String> kinds() {
		List<String> kinds = new ArrayList<>();
		if (!this.same.isEmpty()) {
			kinds.add(SAME_CI);
		}
		else if (!this.related.isEmpty()) {
			kinds.add(RELATED_CI);
		}
		if (!this.people.isEmpty()) {
			kinds.add(SAME_PERSON);
		}
		return kinds;
	}

}
