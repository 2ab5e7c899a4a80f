package io.nagare.search;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Versioned;

/**
 * Words that mean the same, as a tenant has them.
 *
 * @param isShipped whether the product brings the group
 * @param isChanged whether the tenant says otherwise than the product
 * @param isActive whether searches heed it
 * @param updatedAt the last change; null for what is as shipped
 */
@Schema(name = "SynonymGroup")
public record SynonymWords(UUID id, List<String> words, boolean isShipped, boolean isChanged, boolean isActive,
		@Nullable Instant updatedAt, long version) implements Versioned {

	/**
	 * The groups of a tenant, its own in the order given, then the shipped ones as it has
	 * them.
	 */
	static Stream<SynonymWords> all(List<SynonymGroup> groups) {
		Map<String, SynonymGroup> replaced = new HashMap<>();
		groups.forEach((group) -> group.shippedKey().ifPresent((key) -> replaced.put(key, group)));
		return Stream.concat(groups.stream().filter((group) -> group.shippedKey().isEmpty()).map(SynonymWords::of),
				ShippedSynonyms.all().map((shipped) -> {
					@Nullable SynonymGroup instead = replaced.get(shipped.key());
					return (instead != null) ? of(shipped, instead) : of(shipped);
				}));
	}

	static SynonymWords of(SynonymGroup group) {
		return new SynonymWords(group.id(), group.words(), false, false, group.isActive(), group.updatedAt(),
				group.version());
	}

	static SynonymWords of(ShippedSynonyms.Shipped shipped) {
		return new SynonymWords(shipped.id(), shipped.words(), true, false, true, null, 0);
	}

	/** What the tenant says in the place of a shipped group. */
	static SynonymWords of(ShippedSynonyms.Shipped shipped, SynonymGroup group) {
		return new SynonymWords(shipped.id(), group.words(), true, true, group.isActive(), group.updatedAt(),
				group.version() + 1L);
	}

}
