package io.nagare.search;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What was looked for in vain, which may name somebody. */
@Component
class SearchPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore.of("search_misses", Fate.DELETED, "search_misses.words").erase("""
				DELETE FROM search_misses
				 -- as the misses are folded, in which a mark of iteration is what it repeats
				 WHERE names_person(words, ARRAY(SELECT folded(regexp_replace(name, '(.)々', '\\1\\1', 'g'))
				                                   FROM unnest(CAST(:names AS text[])) AS name))
				"""));
	}

}
