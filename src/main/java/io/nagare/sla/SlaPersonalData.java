package io.nagare.sla;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who stopped and started clocks. */
@Component
class SlaPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore.of("clocks", Fate.TOMBSTONE, "sla_ledger.actor_id").read("""
				SELECT ticket_id, clock, type, at FROM sla_ledger WHERE actor_id = :person ORDER BY at
				"""));
	}

}
