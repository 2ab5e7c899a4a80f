package io.nagare.directory;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where in an organisation somebody or something is.
 *
 * @param siteId the site; null where nobody said
 * @param departmentId the department; null where nobody said
 */
public record Place(@Nullable UUID siteId, @Nullable UUID departmentId) {

	/** Nobody said. */
	public static final Place NONE = new Place(null, null);

}
