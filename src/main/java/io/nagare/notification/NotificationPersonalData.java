package io.nagare.notification;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What somebody was told, and by which way. */
@Component
class NotificationPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("notifications", Fate.DELETED, "notifications.user_id", "notifications.title",
							"notifications.body")
					.read("""
							SELECT id, kind, ticket_number, title, body, created_at, read_at FROM notifications
							 WHERE user_id = :person ORDER BY created_at
							""")
					.erase("""
							DELETE FROM notifications WHERE user_id = :person
							""")
					.erase("""
							UPDATE notifications SET title = left(without_names(title, :names, :called), 500), body = without_names(body, :names, :called)
							 WHERE names_person(title, :names) OR names_person(body, :names)
							""")
					.purge(90, """
							DELETE FROM notifications WHERE created_at < :before
							"""),

				PersonalStore.of("notification_preferences", Fate.DELETED, "notification_preferences.user_id").read("""
						SELECT kind, by_mail FROM notification_preferences WHERE user_id = :person
						""").erase("""
						DELETE FROM notification_preferences WHERE user_id = :person
						"""),

				PersonalStore.of("notification_deliveries", Fate.DELETED, "notification_deliveries.user_id")
					.read("""
							SELECT time_zone, quiet, quiet_days, quiet_from, quiet_to, mails, daily_at FROM notification_deliveries
							 WHERE user_id = :person
							""")
					.erase("""
							DELETE FROM notification_deliveries WHERE user_id = :person
							"""));
	}

}
