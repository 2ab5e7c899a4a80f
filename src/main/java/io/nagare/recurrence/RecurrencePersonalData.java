package io.nagare.recurrence;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** In whose name work begins again and again, and whom it is for. */
@Component
class RecurrencePersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List
			.of(PersonalStore
				.of("recurring_work", Fate.TOMBSTONE, "recurring_work.owner_id", "recurring_work.requester_id",
						"recurring_work.answers")
				.read("""
						SELECT id, title, kind, request_type, answers, rrule, owner_id, requester_id, created_at
						  FROM recurring_work WHERE owner_id = :person OR requester_id = :person ORDER BY created_at
						""")
				.erase("""
						UPDATE recurring_work SET is_active = false, next_at = NULL, version = version + 1
						 WHERE owner_id = :person OR requester_id = :person
						"""));
	}

}
