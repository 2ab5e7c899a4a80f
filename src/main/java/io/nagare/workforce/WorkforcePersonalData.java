package io.nagare.workforce;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who was away, and who stood in for him. */
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
				"""), PersonalStore.of("rosters", Fate.DELETED, "rosters.plan")
			.read("""
					SELECT team_id, plan FROM rosters WHERE plan::text LIKE '%' || :person || '%' ORDER BY team_id
					""")
			.erase("""
					UPDATE rosters SET version = version + 1, plan = jsonb_build_object(
					       'layers', (SELECT coalesce(jsonb_agg(jsonb_set(one, '{people}', (one -> 'people') - CAST(:person AS text))
					                                            ORDER BY at), '[]')
					                    FROM jsonb_array_elements(plan -> 'layers') WITH ORDINALITY AS layers (one, at)),
					       'swaps', (SELECT coalesce(jsonb_agg(one ORDER BY at), '[]')
					                   FROM jsonb_array_elements(plan -> 'swaps') WITH ORDINALITY AS swaps (one, at)
					                  WHERE one ->> 'userId' <> CAST(:person AS text)))
					 WHERE plan::text LIKE '%' || :person || '%'
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
