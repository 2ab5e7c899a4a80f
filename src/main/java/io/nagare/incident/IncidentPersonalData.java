package io.nagare.incident;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who leads in major incidents, and how incidents were resolved. */
@Component
class IncidentPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("major_incidents", Fate.TOMBSTONE, "incidents.incident_manager_id",
							"incidents.communications_lead_id", "incidents.technical_lead_id")
					.read("""
							SELECT id FROM incidents WHERE :person IN (incident_manager_id, communications_lead_id, technical_lead_id)
							"""),

				PersonalStore.of("resolutions", Fate.TOMBSTONE, "incidents.resolution", "incidents.vendor_reference")
					.erase("""
							UPDATE incidents SET resolution = without_names(resolution, :names, :called),
							       vendor_reference = left(without_names(vendor_reference, :names, :called), 100)
							 WHERE names_person(resolution, :names) OR names_person(vendor_reference, :names)
							"""));
	}

}
