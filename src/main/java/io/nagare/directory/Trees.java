package io.nagare.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nagare.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** What can be asked of small trees, each node of which knows the one above it. */
final class Trees {

	private Trees() {
	}

	/** Each node directly after its parent, siblings by name. */
	static <N extends TreeEntry<N>> List<N> ordered(Collection<N> nodes) {
		Map<Optional<UUID>, List<N>> children = nodes.stream()
			.sorted(Comparator.comparing(TreeEntry::name))
			.collect(Collectors.groupingBy(TreeEntry::parent));
		List<N> ordered = new ArrayList<>();
		append(Optional.empty(), children, ordered);
		return ordered;
	}

	private static <N extends TreeEntry<N>> void append(Optional<UUID> parent, Map<Optional<UUID>, List<N>> children,
			List<N> ordered) {
		for (N child : children.getOrDefault(parent, List.of())) {
			ordered.add(child);
			append(Optional.of(child.id()), children, ordered);
		}
	}

	/**
	 * The names from the top down to the node itself; empty where there is no such node.
	 */
	static List<String> path(UUID id, Function<UUID, ? extends Optional<? extends TreeEntry<?>>> nodes) {
		List<String> names = new ArrayList<>();
		@Nullable TreeEntry<?> at = nodes.apply(id).orElse(null);
		while (at != null) {
			names.add(at.name());
			UUID above = at.parent().orElse(null);
			at = (above != null) ? nodes.apply(above).orElse(null) : null;
		}
		Collections.reverse(names);
		return names;
	}

	/**
	 * Changes a node, or moves it with all that is below it.
	 * @param tree all nodes, locked
	 * @throws Refusal VALIDATION_FAILED for a node above that is not there, and for one
	 * below the node itself
	 */
	static void change(TreeEntry<?> node, TreeChanges changes, Map<UUID, ? extends TreeEntry<?>> tree) {
		changes.name().ifPresent((name) -> node.rename(name.strip()));
		changes.description().ifPresent(node::describe);
		changes.parentId().ifPresent((parent) -> {
			checkParent(node, parent, tree);
			node.moveBelow(parent);
		});
		changes.isActive().ifPresent(node::activate);
	}

	private static void checkParent(TreeEntry<?> node, @Nullable UUID parent, Map<UUID, ? extends TreeEntry<?>> tree) {
		if (parent != null && !tree.containsKey(parent)) {
			throw Refusal.invalid("parent_id", "unknown_reference");
		}
		Set<UUID> above = new HashSet<>();
		@Nullable UUID at = parent;
		while (at != null && above.add(at)) {
			TreeEntry<?> known = tree.get(at);
			at = (known != null) ? known.parent().orElse(null) : null;
		}
		if (above.contains(node.id())) {
			throw Refusal.invalid("parent_id", "tree_circle");
		}
	}

}
