package io.nagare.api;

import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What programs sent twice by one name. */
@Component
class ApiPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("idempotency_keys", Fate.DELETED, "idempotency_keys.username", "idempotency_keys.answer")
			.read("""
					SELECT key, ticket_id, created_at FROM idempotency_keys WHERE username = :username ORDER BY created_at
					""")
			.erase("""
					DELETE FROM idempotency_keys WHERE username = :username
					""")
			.expire(Duration.ofDays(1)));
	}

}
