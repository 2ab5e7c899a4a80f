package io.nagare.directory;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What is to change about a node of a tree; what is absent stays. */
interface TreeChanges {

	JsonNullable<String> name();

	JsonNullable<@Nullable String> description();

	/** The node above; null for the top. */
	JsonNullable<@Nullable UUID> parentId();

	/** Whether something new may name it. */
	JsonNullable<Boolean> isActive();

}
