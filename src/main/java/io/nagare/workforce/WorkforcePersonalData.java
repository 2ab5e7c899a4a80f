package io.nagare.workforce;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/**
 * Who was away and who stood in for him, and whose turns on call are whose: a forgotten
 * person's turns stay, so that nobody else's move, and nobody is there for them.
 */
@Component
class WorkforcePersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore.of("absences", Fate.DELETED, "absences.user_id", "absences.substitute_id").read("""
				SELECT id, user_id, substitute_id, starts_at, ends_at, scope, state FROM absences
				 WHERE user_id = :person OR substitute_id = :person ORDER BY starts_at
				""").erase("""
				DELETE FROM absences WHERE user_id = :person OR substitute_id = :person
				""").purge(730, """
				DELETE FROM absences WHERE state = 'over' AND ends_at < :before
				"""), PersonalStore.of("rosters", Fate.TOMBSTONE, "rosters.plan").read("""
				SELECT team_id, plan FROM rosters WHERE plan::text LIKE '%' || :person || '%' ORDER BY team_id
				"""));
	}

	@Override
	public Map<String, String> hindrances() {
		return Map.of("stands_in", """
				SELECT to_char(ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM absences
				 WHERE substitute_id = :person AND state <> 'over' ORDER BY ends_at
				""");
	}

}
