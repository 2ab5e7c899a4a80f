package io.nagare.signin.passkey;

import java.time.Instant;
import java.util.UUID;

/**
 * A key on a device of somebody's, as people see it.
 *
 * @param name what the person calls the device
 * @param lastUsed when it last opened the door; when it was made, where it never did
 * @param synced whether the device's maker keeps copies on the person's other devices
 */
public record Passkey(UUID id, String name, Instant created, Instant lastUsed, boolean synced) {
}
