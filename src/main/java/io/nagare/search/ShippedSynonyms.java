package io.nagare.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.io.ClassPathResource;

/** Words of IT services that mean the same, in Japanese and English, for all tenants. */
final class ShippedSynonyms {

	private static final Map<UUID, Shipped> ALL = read();

	private ShippedSynonyms() {
	}

	static Stream<Shipped> all() {
		return ALL.values().stream();
	}

	static Optional<Shipped> of(UUID id) {
		return Optional.ofNullable(ALL.get(id));
	}

	/** The same in every tenant and for ever. */
	static UUID id(String key) {
		return UUID.nameUUIDFromBytes(("nagare/synonyms/" + key).getBytes(StandardCharsets.UTF_8));
	}

	private static Map<UUID, Shipped> read() {
		try {
			return new ClassPathResource("search/synonyms.txt").getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map(ShippedSynonyms::read)
				.collect(Collectors.toMap(Shipped::id, (group) -> group, (one, other) -> {
					throw new IllegalStateException("Two groups of synonyms are called " + one.key());
				}, LinkedHashMap::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Shipped read(String line) {
		String[] group = line.split(":", 2);
		return new Shipped(group[0].strip(), Stream.of(group[1].split(",", -1)).map(String::strip).toList());
	}

	/**
	 * A group that the product brings.
	 *
	 * @param key by which a tenant's changes know it; stays as it is
	 */
	record Shipped(String key, List<String> words) {

		UUID id() {
			return ShippedSynonyms.id(this.key);
		}

	}

}
