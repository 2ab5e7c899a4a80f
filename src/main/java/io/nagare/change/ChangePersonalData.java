package io.nagare.change;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What somebody does, decides and allows in changes, and what is planned in words. */
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
							""")
					.erase("""
							UPDATE change_seats SET reason = without_names(reason, :names, :called) WHERE names_person(reason, :names)
							"""),

				PersonalStore
					.of("change_plans", Fate.TOMBSTONE, "changes.reason", "changes.implementation_plan",
							"changes.backout_plan", "changes.test_plan", "changes.rejection_reason", "changes.review",
							"change_tasks.title")
					.erase("""
							UPDATE changes SET reason = without_names(reason, :names, :called),
							       implementation_plan = without_names(implementation_plan, :names, :called),
							       backout_plan = without_names(backout_plan, :names, :called), test_plan = without_names(test_plan, :names, :called),
							       rejection_reason = without_names(rejection_reason, :names, :called), review = without_names(review, :names, :called)
							 WHERE names_person(concat_ws(' ', reason, implementation_plan, backout_plan, test_plan, rejection_reason, review), :names)
							""")
					.erase("""
							UPDATE change_tasks SET title = left(without_names(title, :names, :called), 500) WHERE names_person(title, :names)
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
