package io.nagare.privacy;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.AuditableEvent;

/** Somebody's data were handed out, or forgotten. */
record PersonalDataEvent(String action, UUID user, @Nullable UUID tenant,
		Map<String, Object> facts) implements AuditableEvent {

	@Override
	public String entityType() {
		return "user";
	}

	@Override
	public String entityId() {
		return this.user.toString();
	}

	@Override
	public @Nullable UUID owner() {
		return this.tenant;
	}

}
