package io.nagare.workflow;

import java.util.Map;

import io.nagare.shared.AuditableEvent;

/**
 * Somebody began to bring running tickets to another version of their process, or back.
 * Published within the transaction that lets it begin.
 *
 * @param entityId key of the process
 * @param release in which that version came into force
 * @param version the number of the version to which they go, or from which they come back
 * @param map the elements of which he said where their tickets go, by their ids
 * @param tickets how many it concerns
 * @param back whether they are brought back
 */
public record TicketsMigrated(String entityId, String release, int version, Map<String, String> map, int tickets,
		boolean back) implements AuditableEvent {

	@Override
	public String action() {
		return this.back ? "model.migration_undone" : "model.migrated";
	}

	@Override
	public String entityType() {
		return "model";
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("version", this.version, "map", this.map, "tickets", this.tickets);
	}

}
