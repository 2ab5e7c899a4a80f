package io.nagare.privacy;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStores;

/** Everything that is kept of persons, whichever module keeps it. */
@Component
@EnableConfigurationProperties(PrivacySettings.class)
public class PersonalStoreRegistry {

	private final List<PersonalStore> stores;

	private final Map<String, String> hindrances = new TreeMap<>();

	private final Map<String, Duration> keep;

	PersonalStoreRegistry(List<PersonalStores> modules, PrivacySettings settings) {
		this.stores = modules.stream()
			.flatMap((module) -> module.stores().stream())
			.sorted(Comparator.comparing(PersonalStore::name))
			.toList();
		modules.forEach((module) -> this.hindrances.putAll(module.hindrances()));
		this.keep = settings.keep();
		Set<String> wrong = new HashSet<>(this.keep.keySet());
		this.stores.stream()
			.filter((store) -> store.purges() != null
					&& this.keep.getOrDefault(store.name(), Duration.ofDays(1)).toDays() >= 1)
			.forEach((store) -> wrong.remove(store.name()));
		if (!wrong.isEmpty()) {
			throw new IllegalStateException("nagare.privacy.keep names what nothing is kept under, or for under a day: "
					+ String.join(", ", wrong));
		}
	}

	/** All of them, by name. */
	public List<PersonalStore> stores() {
		return this.stores;
	}

	/**
	 * For how long something is kept at most; empty for as long as what it belongs to.
	 */
	public Optional<Duration> keptFor(PersonalStore store) {
		return Optional.ofNullable(this.keep.get(store.name())).or(() -> Optional.ofNullable(store.keep()));
	}

	/** What keeps somebody from being forgotten: codes and the queries for it. */
	Map<String, String> hindrances() {
		return this.hindrances;
	}

}
