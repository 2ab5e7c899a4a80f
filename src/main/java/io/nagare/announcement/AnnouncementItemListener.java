package io.nagare.announcement;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Has announcements name the item that stays where two were merged. */
@Component
class AnnouncementItemListener {

	private final AnnouncementRepository announcements;

	AnnouncementItemListener(AnnouncementRepository announcements) {
		this.announcements = announcements;
	}

	@EventListener
	void on(CiMerged merged) {
		this.announcements.lockNaming(merged.from())
			.forEach((announcement) -> this.announcements.save(announcement.concern(announcement.cis()
				.stream()
				.map((item) -> item.equals(merged.from()) ? merged.into() : item)
				.toList())));
	}

}
