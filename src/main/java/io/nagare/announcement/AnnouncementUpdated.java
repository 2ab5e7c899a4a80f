package io.nagare.announcement;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/** It was told what became of something that was announced. */
record AnnouncementUpdated(UUID announcement, UUID update, TenantId tenant) implements TenantEvent {
}
