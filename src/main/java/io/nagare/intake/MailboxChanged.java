package io.nagare.intake;

import java.util.UUID;

/**
 * A mailbox is to be read otherwise from now on, or no more.
 *
 * @param mailbox its id
 */
public record MailboxChanged(UUID mailbox) {
}
