package io.nagare.satisfaction;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What reporters said of how their tickets were handled. */
@Component
class SatisfactionPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore.of("satisfaction", Fate.TOMBSTONE, "satisfaction_ratings.comment").read("""
				SELECT t.number, s.asked_at, s.score, s.comment, s.answered_at FROM satisfaction_ratings s
				  JOIN tickets_view t ON t.id = s.ticket_id WHERE t.reporter_id = :person ORDER BY s.asked_at
				""").erase("""
				UPDATE satisfaction_ratings SET comment = left(without_names(comment, :names, :called), 2000)
				 WHERE names_person(comment, :names)
				"""));
	}

}
