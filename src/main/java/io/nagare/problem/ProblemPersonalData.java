package io.nagare.problem;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who found causes and proposed to live with risks, and what was found. */
@Component
class ProblemPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore.of("problems", Fate.TOMBSTONE, "problems.risk_proposed_by", "problem_causes.created_by")
					.read("""
							SELECT id FROM problems WHERE risk_proposed_by = :person
							 UNION SELECT problem_id FROM problem_causes WHERE created_by = :person
							"""),

				PersonalStore
					.of("findings", Fate.TOMBSTONE, "problems.root_cause", "problems.symptom", "problems.workaround",
							"problems.resolution", "problems.risk_reason", "problem_causes.statement")
					.erase("""
							UPDATE problems SET root_cause = without_names(root_cause, :names, :called), symptom = without_names(symptom, :names, :called),
							       workaround = without_names(workaround, :names, :called), resolution = without_names(resolution, :names, :called),
							       risk_reason = without_names(risk_reason, :names, :called)
							 WHERE names_person(concat_ws(' ', root_cause, symptom, workaround, resolution, risk_reason), :names)
							""")
					.erase("""
							UPDATE problem_causes SET statement = left(without_names(statement, :names, :called), 2000)
							 WHERE names_person(statement, :names)
							"""));
	}

}
