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
	static <N extends TreeNode> List<N> ordered(Collection<N> nodes) {
		Map<Optional<UUID>, List<N>> children = nodes.stream()
			.sorted(Comparator.comparing(TreeNode::name))
			.collect(Collectors.groupingBy(TreeNode::parent));
		List<N> ordered = new ArrayList<>();
		append(Optional.empty(), children, ordered);
		return ordered;
	}

	private static <N extends TreeNode> void append(Optional<UUID> parent, Map<Optional<UUID>, List<N>> children,
			List<N> ordered) {
		for (N child : children.getOrDefault(parent, List.of())) {
			ordered.add(child);
			append(Optional.of(child.id()), children, ordered);
		}
	}

	/**
	 * The names from the top down to the node itself; empty where there is no such node.
	 */
	static List<String> path(UUID id, Function<UUID, ? extends Optional<? extends TreeNode>> nodes) {
		List<String> names = new ArrayList<>();
		@Nullable TreeNode at = nodes.apply(id).orElse(null);
		while (at != null) {
			names.add(at.name());
			UUID above = at.parent().orElse(null);
			at = (above != null) ? nodes.apply(above).orElse(null) : null;
		}
		Collections.reverse(names);
		return names;
	}

	/**
	 * Checks where a node is to hang.
	 * @param parent null for the top
	 * @throws Refusal VALIDATION_FAILED for a node that is not there, and for one below
	 * the node itself
	 */
	static void checkParent(TreeNode node, @Nullable UUID parent, Map<UUID, ? extends TreeNode> tree) {
		if (parent != null && !tree.containsKey(parent)) {
			throw Refusal.invalid("parent_id", "unknown_reference");
		}
		Set<UUID> above = new HashSet<>();
		@Nullable UUID at = parent;
		while (at != null && above.add(at)) {
			TreeNode known = tree.get(at);
			at = (known != null) ? known.parent().orElse(null) : null;
		}
		if (above.contains(node.id())) {
			throw Refusal.invalid("parent_id", "tree_circle");
		}
	}

}
