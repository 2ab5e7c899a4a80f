package io.nagare.cmdb;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who owns items, who linked them, and who told them apart. */
@Component
class CmdbPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("items", Fate.TOMBSTONE, "configuration_items.owner_user_id", "ci_relations.created_by",
							"ci_relations.ended_by", "ci_distinctions.created_by")
					.read("""
							SELECT id, name FROM configuration_items WHERE owner_user_id = :person
							"""));
	}

}
