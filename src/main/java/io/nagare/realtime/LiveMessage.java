package io.nagare.realtime;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What somebody hears.
 *
 * @param position how far who hears it has heard
 * @param type the word of the event, such as {@code incident_updated}
 * @param ticket the ticket it is about; null for none
 * @param json all of it, as the API says it
 */
public record LiveMessage(String position, String type, @Nullable UUID ticket, String json) {
}
