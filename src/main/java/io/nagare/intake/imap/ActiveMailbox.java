package io.nagare.intake.imap;

import java.util.UUID;

/** A mailbox to listen to, as its settings are now. */
record ActiveMailbox(UUID id, UUID tenant, int version) {
}
