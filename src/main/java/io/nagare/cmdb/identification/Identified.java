package io.nagare.cmdb.identification;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The items that a description means.
 *
 * @param byField the items that each telling field leads to, the most telling first
 * @param byFormerName whether the name is that of an item that was merged into another
 * @param values what each field says, as it is compared
 */
public record Identified(Map<String, List<UUID>> byField, boolean byFormerName, Map<String, String> values) {

	/** All of them, each once. */
	public Set<UUID> items() {
		Set<UUID> all = new LinkedHashSet<>();
		this.byField.values().forEach(all::addAll);
		return all;
	}

	/** The one item; empty where there is none, or where it is doubtful which. */
	public Optional<UUID> one() {
		Collection<UUID> all = items();
		return (all.size() == 1) ? Optional.of(all.iterator().next()) : Optional.empty();
	}

	/** Whether several items are meant: two fields contradict, or one is shared. */
	public boolean isDoubtful() {
		return items().size() > 1;
	}

}
