package io.nagare.announcement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When people knew beforehand that services would be worked on. */
@Component
@Transactional(readOnly = true)
public class AnnouncedWindows {

	private final AnnouncementRepository announcements;

	AnnouncedWindows(AnnouncementRepository announcements) {
		this.announcements = announcements;
	}

	/**
	 * The windows of maintenance that reach into a period, as far as they were announced
	 * before they passed; those that were withdrawn, or name no item, count for nothing.
	 */
	public List<Window> between(Instant from, Instant to) {
		return this.announcements.maintenance(from, to)
			.stream()
			.filter((one) -> !one.cis().isEmpty())
			.map((one) -> new Window(one.cis(),
					one.startsAt().isBefore(one.announcedAt()) ? one.announcedAt() : one.startsAt(),
					one.endsAt().orElseThrow()))
			.filter((window) -> window.from().isBefore(window.to()))
			.toList();
	}

	/**
	 * A window.
	 *
	 * @param items the services and other items that it was announced for
	 * @param from its first announced moment
	 * @param to the moment after its last
	 */
	public record Window(Set<UUID> items, Instant from, Instant to) {
	}

}
