package io.nagare.workplace;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What somebody arranged for himself. */
@Component
class WorkplacePersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List
			.of(PersonalStore.of("saved_views", Fate.DELETED, "saved_views.owner_id", "saved_views.filter").read("""
					SELECT id, team_id, kind, name, filter, sort, created_at FROM saved_views WHERE owner_id = :person
					""").erase("""
					DELETE FROM saved_views WHERE owner_id = :person AND team_id IS NULL
					"""),

					PersonalStore
						.of("text_modules", Fate.DELETED, "text_modules.owner_id", "text_modules.content_ja",
								"text_modules.content_en")
						.read("""
								SELECT id, scope, name, content_ja, content_en, created_at FROM text_modules WHERE owner_id = :person
								""")
						.erase("""
								DELETE FROM text_modules WHERE owner_id = :person AND scope = 'own'
								"""),

					PersonalStore
						.of("ticket_templates", Fate.DELETED, "ticket_templates.owner_id", "ticket_templates.fields")
						.read("""
								SELECT id, scope, kind, name, fields, created_at FROM ticket_templates WHERE owner_id = :person
								""")
						.erase("""
								DELETE FROM ticket_templates WHERE owner_id = :person AND scope = 'own'
								"""),

					PersonalStore
						.of("shift_handovers", Fate.TOMBSTONE, "shift_handovers.from_user_id",
								"shift_handovers.to_user_id", "shift_handovers.note", "shift_handovers.tickets")
						.read("""
								SELECT id, team_id, from_user_id, to_user_id, note, created_at FROM shift_handovers
								 WHERE from_user_id = :person OR to_user_id = :person ORDER BY created_at
								""")
						.erase("""
								UPDATE shift_handovers SET note = left(without_names(note, :names, :called), 4000),
								       tickets = without_names(tickets::text, :names, :called)::jsonb, version = version + 1
								 WHERE names_person(note, :names) OR names_person(tickets::text, :names)
								"""),

					PersonalStore.of("dashboards", Fate.DELETED, "dashboards.owner_id").read("""
							SELECT id, scope, name, cards, created_at FROM dashboards WHERE owner_id = :person
							""").erase("""
							DELETE FROM dashboards WHERE owner_id = :person AND scope = 'own'
							"""));
	}

}
