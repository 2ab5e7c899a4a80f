package io.nagare.announcement;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Directory;

/**
 * What the demo's manager announces beside that which is announced by itself: work that
 * is planned, and something worth knowing.
 */
@Component
@Profile("demo")
@Order(75)
class DemoAnnouncements implements ApplicationRunner {

	private final DemoPeople people;

	private final AnnouncementRepository announcements;

	private final AnnouncementService service;

	private final Cmdb cmdb;

	private final Directory directory;

	private final ObjectMapper json;

	DemoAnnouncements(DemoPeople people, AnnouncementRepository announcements, AnnouncementService service, Cmdb cmdb,
			Directory directory, ObjectMapper json) {
		this.people = people;
		this.announcements = announcements;
		this.service = service;
		this.cmdb = cmdb;
		this.directory = directory;
		this.json = json;
	}

	/** Only once: what its people made of the demo stays as it is. */
	@Override
	public void run(ApplicationArguments args) {
		this.people.as("manager", () -> {
			if (!this.announcements.existsByAutomaticFalse()) {
				seed();
			}
			return true;
		});
	}

	private void seed() {
		ZoneId zone = this.directory.zone();
		Instant saturday = LocalDate.now(zone)
			.with(TemporalAdjusters.next(DayOfWeek.SATURDAY))
			.atTime(LocalTime.of(22, 0))
			.atZone(zone)
			.toInstant();
		List<UUID> files = this.cmdb.named(List.of("ファイル共有")).stream().map(ConfigurationItem::id).toList();
		publish(Map.of("kind", Announcement.MAINTENANCE, "title_ja", "ファイル共有の停止", "title_en",
				"File sharing will be unavailable", "body_ja", "ディスクを増設するため、共有フォルダーを利用できません。", "body_en",
				"Disks are added; the shared folders can’t be used meanwhile.", "starts_at", saturday.toString(),
				"ends_at", saturday.plusSeconds(4 * 3600).toString(), "ci_ids", files));
		publish(Map.of("kind", Announcement.INFORMATION, "title_ja", "サービスデスクの年末年始の受付", "title_en",
				"Service desk hours at the year end", "body_ja", "12月29日から1月3日は、緊急の障害だけを電話で受け付けます。", "body_en",
				"From 29 December to 3 January only urgent incidents are taken, by phone.", "tell", "nobody"));
	}

	private void publish(Map<String, Object> fields) {
		this.service.publish(this.json.convertValue(fields, AnnouncementFields.class));
	}

}
