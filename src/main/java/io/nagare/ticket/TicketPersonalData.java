package io.nagare.ticket;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What somebody reported, has, wrote and sent along. */
@Component
class TicketPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("tickets", Fate.TOMBSTONE, "tickets.reporter_id", "tickets.assignee_id", "tickets.assigned_for",
							"tickets.created_by", "tickets.updated_by", "tickets.approved_by", "tickets.title",
							"tickets.description", "tickets.kept", "tickets.tags", "ticket_tags.tag")
					.read("""
							SELECT number, kind, title, CASE WHEN reporter_id = :person OR created_by = :person THEN description END AS description, status, tags,
							       reporter_id = :person AS reported, assignee_id = :person AS assigned, created_at, closed_at FROM tickets
							 WHERE :person IN (reporter_id, assignee_id, assigned_for, created_by, updated_by) OR :person = ANY (approved_by)
							 ORDER BY created_at
							""")
					.erase("""
							UPDATE tickets SET title = left(without_names(title, :names, :called), 500), description = without_names(description, :names, :called),
							       kept = without_names(kept::text, :names, :called)::jsonb, version = version + 1,
							       tags = ARRAY(SELECT one FROM unnest(tags) AS one WHERE without_names(one, :names, :called) = one)
							 WHERE names_person(title, :names) OR names_person(description, :names) OR names_person(kept::text, :names)
							    OR tags <> '{}' AND names_person(array_to_string(tags, ','), :names)
							    OR id IN (SELECT ticket_id FROM ticket_work_notes WHERE names_person(content, :names) OR names_person(content_en, :names))
							"""),

				PersonalStore
					.of("notes", Fate.TOMBSTONE, "ticket_work_notes.created_by", "ticket_work_notes.content",
							"ticket_work_notes.content_en")
					.read("""
							SELECT ticket_id, note_type, content, is_public, created_at FROM ticket_work_notes WHERE created_by = :person ORDER BY created_at
							""")
					.erase("""
							UPDATE ticket_work_notes SET content = without_names(content, :names, :called), content_en = without_names(content_en, :names, :called)
							 WHERE names_person(content, :names) OR names_person(content_en, :names)
							"""),

				PersonalStore
					.of("histories", Fate.TOMBSTONE, "ticket_histories.changed_by", "ticket_histories.old_value",
							"ticket_histories.new_value")
					.read("""
							SELECT ticket_id, field_name, old_value, new_value, changed_at FROM ticket_histories WHERE changed_by = :person ORDER BY changed_at
							""")
					.erase("""
							UPDATE ticket_histories SET old_value = without_names(old_value, :names, :called), new_value = without_names(new_value, :names, :called)
							 WHERE names_person(old_value, :names) OR names_person(new_value, :names)
							"""),

				PersonalStore
					.of("attachments", Fate.TOMBSTONE, "ticket_attachments.uploaded_by", "ticket_attachments.file_name",
							"ticket_attachment_texts.content")
					.read("""
							SELECT ticket_id, file_name, file_size, content_type, uploaded_at FROM ticket_attachments WHERE uploaded_by = :person ORDER BY uploaded_at
							""")
					.erase("""
							UPDATE ticket_attachments SET file_name = left(without_names(file_name, :names, :called), 255)
							 WHERE names_person(file_name, :names)
							"""),

				PersonalStore
					.of("time_entries", Fate.TOMBSTONE, "ticket_time_entries.user_id", "ticket_time_entries.note")
					.read("""
							SELECT ticket_id, minutes, worked_on, note, created_at FROM ticket_time_entries WHERE user_id = :person ORDER BY created_at
							""")
					.erase("""
							UPDATE ticket_time_entries SET note = left(without_names(note, :names, :called), 500), version = version + 1
							 WHERE names_person(note, :names)
							"""),

				PersonalStore
					.of("checklists", Fate.TOMBSTONE, "ticket_checklist_items.done_by", "ticket_checklist_items.text")
					.read("""
							SELECT ticket_id, text, done_at FROM ticket_checklist_items WHERE done_by = :person ORDER BY done_at
							""")
					.erase("""
							UPDATE ticket_checklist_items SET text = left(without_names(text, :names, :called), 500), version = version + 1
							 WHERE names_person(text, :names)
							"""),

				PersonalStore.of("followers", Fate.DELETED, "ticket_followers.user_id").read("""
						SELECT ticket_id, since FROM ticket_followers WHERE user_id = :person ORDER BY since
						""").erase("""
						DELETE FROM ticket_followers WHERE user_id = :person
						"""),

				PersonalStore.of("legal_holds", Fate.TOMBSTONE, "legal_holds.held_by", "legal_holds.reason").read("""
						SELECT ticket_id, reason, held_at FROM legal_holds WHERE held_by = :person ORDER BY held_at
						""").erase("""
						UPDATE legal_holds SET reason = left(without_names(reason, :names, :called), 500)
						 WHERE names_person(reason, :names)
						"""),

				PersonalStore.of("links", Fate.TOMBSTONE, "ticket_links.created_by")
					.read("""
							SELECT source_id, target_id, link_type, created_at FROM ticket_links WHERE created_by = :person ORDER BY created_at
							"""));
	}

	@Override
	public Map<String, String> hindrances() {
		return Map.of("has_open_ticket",
				"""
						SELECT number FROM tickets
						 WHERE (assignee_id = :person OR assigned_for = :person) AND phase IN ('open', 'in_work', 'on_hold') AND deleted_at IS NULL ORDER BY number
						""",
				"reported_open_ticket",
				"""
						SELECT number FROM tickets
						 WHERE reporter_id = :person AND phase NOT IN ('closed', 'cancelled') AND deleted_at IS NULL ORDER BY number
						""");
	}

}
