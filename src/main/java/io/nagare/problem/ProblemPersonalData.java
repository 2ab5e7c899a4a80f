package io.nagare.problem;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who found causes and proposed to live with risks. */
@Component
class ProblemPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List
			.of(PersonalStore.of("problems", Fate.TOMBSTONE, "problems.risk_proposed_by", "problem_causes.created_by")
				.read("""
						SELECT id FROM problems WHERE risk_proposed_by = :person
						 UNION SELECT problem_id FROM problem_causes WHERE created_by = :person
						"""));
	}

}
