package io.nagare.directory;

import java.util.Optional;
import java.util.UUID;

/** A node of a tree of the tenant: a category, a site, a department. */
interface TreeNode {

	UUID id();

	String name();

	/** The node above; empty at the top. */
	Optional<UUID> parent();

}
