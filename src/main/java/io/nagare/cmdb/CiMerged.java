package io.nagare.cmdb;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Two items were one thing, and are one item now. Whoever keeps the key of the one that
 * goes puts that of the one that stays in its place, within the same transaction.
 *
 * @param tenant whose items they are
 * @param from the one that goes
 * @param into the one that stays
 * @param actor who did it
 * @param filled what the one that stays took over, by field
 */
public record CiMerged(TenantId tenant, UUID from, UUID into, UUID actor,
		List<String> filled) implements TenantEvent, AuditableEvent {

	@Override
	public String action() {
		return "configuration_items.merged";
	}

	@Override
	public String entityType() {
		return "configuration_items";
	}

	@Override
	public String entityId() {
		return this.into.toString();
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("from", this.from, "filled", this.filled);
	}

	/**
	 * For a statement that moves what names the one item to the other: {@code tenant},
	 * {@code from}, {@code into}, and {@code named}, which texts that name it are like.
	 */
	public Map<String, Object> params() {
		return Map.of("tenant", this.tenant.id(), "from", this.from, "into", this.into, "named", "%" + this.from + "%");
	}

}
