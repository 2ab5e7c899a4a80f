package io.nagare.change.calendar;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.nagare.shared.SecretFeed;

/** An address under which a calendar program reads the changes. */
@Entity
@Table(name = "change_calendar_feeds")
public class CalendarFeed extends SecretFeed {

	protected CalendarFeed() {
		// filled by JPA
	}

	CalendarFeed(UUID userId, String name, String tokenHash) {
		super(userId, name, tokenHash);
	}

}
