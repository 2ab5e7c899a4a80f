package io.nagare.announcement;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/** Something was announced. */
record AnnouncementPublished(UUID announcement, TenantId tenant) implements TenantEvent {
}
