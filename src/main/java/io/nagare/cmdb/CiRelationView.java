package io.nagare.cmdb;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How one item relates to another, read from the source.
 *
 * @param validFrom since when
 * @param validTo until when; null while it holds
 */
public record CiRelationView(UUID id, CiRef source, CiRelationType type, CiRef target, Instant validFrom,
		@Nullable Instant validTo) {
}
