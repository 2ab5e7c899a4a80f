package io.nagare.audit;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who did what: evidence, sealed in a chain that a change would break. */
@Component
class AuditPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("audit_log", Fate.KEPT, "audit_log.actor_id", "audit_log.actor_name", "audit_log.on_behalf_of",
					"audit_log.address", "audit_log.old", "audit_log.new")
			.read("""
					SELECT at, actor_id, on_behalf_of, channel, address, action, entity_type, entity_id, old, new FROM audit_log
					 WHERE actor_id = :person OR on_behalf_of = :person OR (entity_type = 'user' AND entity_id = :person::text) ORDER BY at
					"""));
	}

}
