package io.nagare.change;

import java.util.UUID;

import io.nagare.shared.TenantId;

/** The board may vote on a change. */
record RoundOpened(TenantId tenant, UUID change) {
}
