package io.nagare.workflow;

import java.util.Map;
import java.util.UUID;

import io.nagare.shared.AuditableEvent;

/**
 * A tenant follows the shared model again. Published within the transaction that does it.
 *
 * @param entityId key of the model
 * @param version the number of its own that was in force
 * @param owner whose variant it was
 */
public record VariantLeft(String entityId, int version, UUID owner) implements AuditableEvent {

	@Override
	public String action() {
		return "model.variant_left";
	}

	@Override
	public String entityType() {
		return "model";
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("version", this.version);
	}

}
