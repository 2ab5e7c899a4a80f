package io.nagare.incident;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who leads in major incidents. */
@Component
class IncidentPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("major_incidents", Fate.TOMBSTONE, "incidents.incident_manager_id", "incidents.communications_lead_id",
					"incidents.technical_lead_id")
			.read("""
					SELECT id FROM incidents WHERE :person IN (incident_manager_id, communications_lead_id, technical_lead_id)
					"""));
	}

}
