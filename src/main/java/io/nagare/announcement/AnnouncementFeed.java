package io.nagare.announcement;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.nagare.shared.SecretFeed;

/** An address under which a feed reader reads the announcements. */
@Entity
@Table(name = "announcement_feeds")
public class AnnouncementFeed extends SecretFeed {

	protected AnnouncementFeed() {
		// filled by JPA
	}

	AnnouncementFeed(UUID userId, String name, String tokenHash) {
		super(userId, name, tokenHash);
	}

}
