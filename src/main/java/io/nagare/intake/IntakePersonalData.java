package io.nagare.intake;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who wrote mails, and what alerts told of people. */
@Component
class IntakePersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("mails", Fate.ANONYMISED, "mailbox_messages.sender", "mailbox_messages.subject",
							"mailbox_messages.detail", "mailbox_messages.message_id")
					.read("""
							SELECT id, message_id, sender, subject, outcome, ticket_number, created_at FROM mailbox_messages
							 WHERE names_person(sender, :names) OR names_person(subject, :names) ORDER BY created_at
							""")
					.erase("""
							UPDATE mailbox_messages SET sender = CASE WHEN NOT names_person(sender, :names) THEN sender END,
							       subject = left(without_names(subject, :names, :called), 500), detail = left(without_names(detail, :names, :called), 500)
							 WHERE names_person(sender, :names) OR names_person(subject, :names) OR names_person(detail, :names)
							""")
					.purge(400, """
							DELETE FROM mailbox_messages WHERE created_at < CASE outcome
							       WHEN 'held' THEN greatest(:before, now() - interval '90 days') ELSE :before END
							"""),

				PersonalStore.of("alerts", Fate.ANONYMISED, "alert_groups.title", "alerts.title", "alerts.labels")
					.read("""
							SELECT group_id, title, labels, updated_at FROM alerts WHERE names_person(title, :names) OR names_person(labels::text, :names)
							""")
					.erase("""
							UPDATE alerts SET title = left(without_names(title, :names, :called), 500), labels = without_names(labels::text, :names, :called)::jsonb
							 WHERE names_person(title, :names) OR names_person(labels::text, :names)
							""")
					.erase("""
							UPDATE alert_groups SET title = left(without_names(title, :names, :called), 500) WHERE names_person(title, :names)
							""")
					.purge(90, """
							WITH well AS (DELETE FROM alerts WHERE state = 'resolved' AND updated_at < :before)
							DELETE FROM alert_groups WHERE updated_at < CASE state
							       WHEN 'resolved' THEN :before ELSE :before - interval '90 days' END
							"""),

				PersonalStore.of("alert_messages", Fate.ANONYMISED, "alert_messages.payload", "alert_messages.title")
					.read("""
							SELECT id, source, title, payload, created_at FROM alert_messages WHERE names_person(payload, :names)
							""")
					.erase("""
							UPDATE alert_messages SET payload = without_names(payload, :names, :called),
							       title = left(without_names(title, :names, :called), 300), message_key = ''
							 WHERE names_person(payload, :names) OR names_person(title, :names)
							""")
					.purge(30, """
							DELETE FROM alert_messages WHERE created_at < :before
							"""),

				PersonalStore.of("mailboxes", Fate.TOMBSTONE, "mailboxes.report_as_id").read("""
						SELECT id, name FROM mailboxes WHERE report_as_id = :person
						"""));
	}

	@Override
	public Map<String, String> hindrances() {
		return Map.of("mailbox_reports_as", """
				SELECT name FROM mailboxes WHERE report_as_id = :person AND is_active ORDER BY name
				""");
	}

}
