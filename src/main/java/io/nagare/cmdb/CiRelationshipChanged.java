package io.nagare.cmdb;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Two items are related in a new way, or no longer in an old one. Outside of the product
 * it is {@code ci.relationship.changed}.
 *
 * @param tenant whose items they are
 * @param sourceCiId the item from which the relation is read
 * @param targetCiId the item to which it leads
 * @param actor who did it; null for the product itself
 * @param at since when it is so
 */
public record CiRelationshipChanged(TenantId tenant, UUID sourceCiId, UUID targetCiId, CiRelationType relationshipType,
		Action action, @Nullable UUID actor, Instant at) implements TenantEvent {

	/** What became of a relation; as none is ever changed, there is no third. */
	public enum Action {

		CREATED, DELETED;

		/** The word outside of the product. */
		@Override
		@JsonValue
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
