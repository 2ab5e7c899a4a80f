package io.nagare.request;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What colleagues asked for somebody, and what he has begun to ask for. */
@Component
class RequestPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore.of("requested_for", Fate.TOMBSTONE, "requests.requested_for_id").read("""
				SELECT id, request_type FROM requests WHERE requested_for_id = :person ORDER BY id
				"""),

				PersonalStore.of("owned_items_asked_for", Fate.TOMBSTONE, "requests.item_owner_id").read("""
						SELECT id, request_type FROM requests WHERE item_owner_id = :person ORDER BY id
						"""),

				PersonalStore.of("decisions_on_requests", Fate.TOMBSTONE, "requests.manager_asked_id").read("""
						SELECT id, request_type FROM requests WHERE manager_asked_id = :person ORDER BY id
						"""),

				PersonalStore.of("request_drafts", Fate.DELETED, "request_drafts.owner_id", "request_drafts.fields")
					.read("""
							SELECT id, fields, created_at, updated_at FROM request_drafts WHERE owner_id = :person ORDER BY updated_at
							""")
					.erase("""
							DELETE FROM request_drafts WHERE owner_id = :person
							""")
					.purge(90, """
							DELETE FROM request_drafts WHERE updated_at < :before
							"""));
	}

}
