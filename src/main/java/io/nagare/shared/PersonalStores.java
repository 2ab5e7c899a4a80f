package io.nagare.shared;

import java.util.List;
import java.util.Map;

/** The {@link PersonalStore}s of one module. */
public interface PersonalStores {

	/** All that it keeps of persons. */
	List<PersonalStore> stores();

	/**
	 * What keeps somebody from being forgotten: the code of a refusal's detail, and a
	 * query for {@code :person} whose rows name the things.
	 */
	default Map<String, String> hindrances() {
		return Map.of();
	}

}
