package io.nagare.masking;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/**
 * Demands of the table that it has one of its words for whatever it is asked: a row that
 * fits nothing would show what somebody thought was masked.
 */
@Component
class PersonalDataTable implements TableDemand {

	@Override
	public Set<String> tables() {
		return Set.of(PersonalDataMasking.TABLE);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(PersonalDataMasking.TABLE, Map.of("kind", "", "place", ""));
	}

	@Override
	public Set<String> ofNoPlace() {
		return tables();
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(PersonalDataMasking.TABLE, Columns.needed(PersonalDataMasking.TREATMENT));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		for (PersonalDataKind kind : PersonalDataKind.values()) {
			for (PersonalDataPlace place : PersonalDataPlace.values()) {
				List<Map<String, @Nullable Object>> rows = tables.decide(PersonalDataMasking.TABLE,
						Map.of("kind", kind.word(), "place", place.word()));
				if (rows.size() != 1 || !(rows.get(0).get(PersonalDataMasking.TREATMENT) instanceof String word)
						|| !PersonalDataMasking.TREATMENTS.contains(word)) {
					return List.of(Refusal.Detail.of(tables.place(PersonalDataMasking.TABLE), "personal_data_unsaid",
							kind.word(), place.word()));
				}
			}
		}
		return List.of();
	}

}
