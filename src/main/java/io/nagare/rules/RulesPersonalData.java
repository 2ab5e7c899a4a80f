package io.nagare.rules;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who wrote and approved rules. */
@Component
class RulesPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("rules", Fate.TOMBSTONE, "rule_set_versions.proposed_by", "rule_set_versions.decided_by")
			.read("""
					SELECT id, name, proposed_at, decided_at FROM rule_set_versions WHERE :person IN (proposed_by, decided_by)
					"""));
	}

}
