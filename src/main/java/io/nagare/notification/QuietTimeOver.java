package io.nagare.notification;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Somebody may hear again of what he was told in his quiet time; published within a
 * transaction.
 *
 * @param kinds what sort of notice each of the notifications is that he has not read yet,
 * by their keys, the youngest first
 */
public record QuietTimeOver(TenantId tenant, UUID user, Map<UUID, String> kinds) implements TenantEvent {

	public QuietTimeOver {
		kinds = new LinkedHashMap<>(kinds);
	}

}
