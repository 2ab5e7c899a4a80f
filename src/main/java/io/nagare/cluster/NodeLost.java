package io.nagare.cluster;

import java.util.UUID;

/**
 * A node lives no more, or has stopped. Told within the transaction that strikes it off,
 * on whichever node noticed, so that what a listener does for it is done or tried again.
 *
 * @param node whose it was what it left behind
 */
public record NodeLost(UUID node) {
}
