package io.nagare.signin;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Something happened to somebody's account that he ought to know, as it may not have been
 * himself.
 *
 * @param id names the occasion, so that nobody is told of it twice
 * @param user whose account it is
 * @param what a word, such as {@code token_created}
 * @param detail what it is about, such as a token's name; empty for nothing
 */
public record AccountEvent(TenantId tenant, UUID id, UUID user, String what, String detail) implements TenantEvent {
}
