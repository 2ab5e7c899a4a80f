package io.nagare.reports;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who planned which reports, who was mailed them, and who took lists as files. */
@Component
class ReportsPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("scheduled_reports", Fate.DELETED, "scheduled_reports.owner_id",
							"scheduled_reports.recipient_ids", "scheduled_reports.filter")
					.read("""
							SELECT id, name, content, kind, filter, format, repeats, owner_id, created_at FROM scheduled_reports
							 WHERE owner_id = :person OR :person = ANY (recipient_ids) ORDER BY created_at
							""")
					.erase("""
							DELETE FROM scheduled_reports WHERE owner_id = :person
							""")
					.erase("""
							UPDATE scheduled_reports SET recipient_ids = array_remove(recipient_ids, :person),
								version = version + 1 WHERE :person = ANY (recipient_ids)
							"""),

				PersonalStore.of("scheduled_report_mails", Fate.DELETED, "scheduled_report_mails.recipient_id").read("""
						SELECT report_id, due_at, state, updated_at FROM scheduled_report_mails
						 WHERE recipient_id = :person ORDER BY due_at
						""").erase("""
						DELETE FROM scheduled_report_mails WHERE recipient_id = :person
						""").purge(90, """
						DELETE FROM scheduled_report_mails WHERE updated_at < :before AND state <> 'due'
						"""),

				PersonalStore.of("ticket_exports", Fate.DELETED, "ticket_exports.owner_id", "ticket_exports.filter")
					.read("""
							SELECT id, kind, format, filter, state, rows_done, created_at FROM ticket_exports
							 WHERE owner_id = :person ORDER BY created_at
							""")
					.erase("""
							DELETE FROM ticket_exports WHERE owner_id = :person
							""")
					.purge(7, """
							DELETE FROM ticket_exports WHERE created_at < :before
							"""));
	}

}
