package io.nagare.figures;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Whose tickets figures count, by key alone. */
@Component
class FiguresPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List
			.of(PersonalStore.of("figures", Fate.TOMBSTONE, "ticket_facts.reporter_id", "ticket_facts.assignee_id"));
	}

}
