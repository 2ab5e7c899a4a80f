package io.nagare.ticket;

import java.util.UUID;

import io.nagare.directory.Place;
import io.nagare.ticket.journal.Stamp;

/**
 * What every ticket has from the moment it is opened.
 *
 * @param kind its type
 * @param number what people call it
 * @param title one line
 * @param reporter who reported it
 * @param place where it arose: as a rule, where the reporter works
 * @param priority a word of its type's table; the process may decide otherwise
 * @param rank the priority's place; 0 is the highest
 * @param source where it came from
 * @param stamp who opened it, and when
 */
public record NewTicket(String kind, String number, String title, UUID reporter, Place place, String priority, int rank,
		TicketSource source, Stamp stamp) {
}
