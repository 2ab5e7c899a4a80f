package io.nagare.change;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What somebody does, decides and allows in changes. */
@Component
class ChangePersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("changes", Fate.TOMBSTONE, "changes.implementer_id", "changes.authorised_by",
					"change_tasks.assignee_id", "change_tasks.completed_by", "change_acknowledgements.acknowledged_by")
			.read("""
					SELECT id, implementer_id = :person AS implements, :person = ANY (authorised_by) AS authorised FROM changes c
					 WHERE implementer_id = :person OR :person = ANY (authorised_by)
					    OR id IN (SELECT change_id FROM change_tasks WHERE :person IN (assignee_id, completed_by))
					    OR id IN (SELECT change_id FROM change_acknowledgements WHERE acknowledged_by = :person)
					"""),

				PersonalStore
					.of("votes", Fate.TOMBSTONE, "change_seats.member_id", "change_seats.holder_id",
							"change_seats.reason")
					.read("""
							SELECT round_id, vote, veto, reason, voted_at FROM change_seats WHERE :person IN (member_id, holder_id)
							"""),

				PersonalStore.of("calendar_feeds", Fate.DELETED, "change_calendar_feeds.user_id").read("""
						SELECT id, name, created_at FROM change_calendar_feeds WHERE user_id = :person
						""").erase("""
						DELETE FROM change_calendar_feeds WHERE user_id = :person
						"""));
	}

	@Override
	public Map<String, String> hindrances() {
		return Map.of("implements_change",
				"""
						SELECT t.number FROM tickets_view t JOIN changes c ON c.id = t.id
						 WHERE t.phase IN ('open', 'in_work', 'on_hold') AND (c.implementer_id = :person OR EXISTS (SELECT FROM change_tasks s
						       WHERE s.change_id = t.id AND s.assignee_id = :person AND s.actual_end IS NULL)) ORDER BY t.number
						""");
	}

}
