package io.nagare.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.search.index.SearchText;
import io.nagare.search.index.Synonyms;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;

/**
 * The words that mean the same to searches of a tenant, for those who write knowledge. A
 * word may stand in several groups. A shipped group is switched off or replaced under its
 * own id, and comes back when that is removed.
 */
@Component
@Transactional
public class SynonymService {

	private static final String WRITE = "knowledge:write";

	/** So many groups of its own a tenant has. */
	private static final int MOST_GROUPS = 2000;

	private final SynonymGroupRepository groups;

	private final SynonymsInForce inForce;

	private final SearchMisses misses;

	private final TenantLocks locks;

	private final CurrentCaller callers;

	SynonymService(SynonymGroupRepository groups, SynonymsInForce inForce, SearchMisses misses, TenantLocks locks,
			CurrentCaller callers) {
		this.groups = groups;
		this.inForce = inForce;
		this.misses = misses;
		this.locks = locks;
		this.callers = callers;
	}

	/**
	 * The groups: the tenant's own by their first word, then the shipped ones.
	 * @param text what a word has to hold, however it is written; null for all
	 * @param shipped whether only shipped ones are wanted, or only the tenant's own; null
	 * for both
	 */
	@Transactional(readOnly = true)
	public Paged<SynonymWords> page(@Nullable String text, @Nullable Boolean shipped, PageQuery query) {
		demand();
		String key = Synonyms.key((text != null) ? text : "");
		List<SynonymWords> all = all().filter((group) -> shipped == null || group.isShipped() == shipped)
			.filter((group) -> group.words().stream().anyMatch((word) -> Synonyms.key(word).contains(key)))
			.toList();
		return Paged.of(all, query);
	}

	private Stream<SynonymWords> all() {
		return SynonymWords.all(this.groups.findAll()
			.stream()
			.sorted(Comparator.comparing((SynonymGroup group) -> Synonyms.key(group.words().get(0)))
				.thenComparing(SynonymGroup::id))
			.toList());
	}

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND
	 */
	@Transactional(readOnly = true)
	public SynonymWords one(UUID id) {
		demand();
		return all().filter((group) -> group.id().equals(id)).findFirst().orElseThrow(Refusal::notFound);
	}

	/**
	 * Adds a group.
	 * @throws Refusal FORBIDDEN for who may not, VALIDATION_FAILED naming each word that
	 * is wrong, CONFLICT where there are too many
	 */
	public SynonymWords add(SynonymFields fields) {
		demand();
		List<String> words = checked(fields);
		this.locks.take("search-synonyms");
		if (this.groups.count() >= MOST_GROUPS) {
			throw Refusal.conflict(null, "too_many", MOST_GROUPS);
		}
		return SynonymWords.of(keep(new SynonymGroup(null).say(words, isActive(fields))));
	}

	/**
	 * Replaces the words of a group, or switches it on or off.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may not, VALIDATION_FAILED
	 * naming each word that is wrong
	 */
	public SynonymWords replace(UUID id, SynonymFields fields, IfMatch ifMatch) {
		demand();
		List<String> words = checked(fields);
		this.locks.take("search-synonyms");
		Optional<ShippedSynonyms.Shipped> shipped = ShippedSynonyms.of(id);
		SynonymGroup group;
		if (shipped.isPresent()) {
			Optional<SynonymGroup> instead = this.groups.lockShipped(shipped.get().key());
			ifMatch.check(instead.map((row) -> row.version() + 1L).orElse(0L));
			group = instead.orElseGet(() -> new SynonymGroup(shipped.get().key()));
		}
		else {
			group = this.groups.lock(id).filter((row) -> row.shippedKey().isEmpty()).orElseThrow(Refusal::notFound);
			ifMatch.check(group.version());
		}
		SynonymGroup kept = keep(group.say(words, isActive(fields)));
		return shipped.map((one) -> SynonymWords.of(one, kept)).orElseGet(() -> SynonymWords.of(kept));
	}

	/**
	 * Removes a group; of a shipped one what was said in its place.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may not, CONFLICT for one that
	 * is as shipped
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		demand();
		Optional<ShippedSynonyms.Shipped> shipped = ShippedSynonyms.of(id);
		if (shipped.isPresent()) {
			SynonymGroup instead = this.groups.lockShipped(shipped.get().key())
				.orElseThrow(() -> Refusal.conflict(null, "synonyms_as_shipped"));
			ifMatch.check(instead.version() + 1L);
			this.groups.delete(instead);
		}
		else {
			SynonymGroup group = this.groups.lock(id)
				.filter((row) -> row.shippedKey().isEmpty())
				.orElseThrow(Refusal::notFound);
			ifMatch.check(group.version());
			this.groups.delete(group);
		}
		this.inForce.changed();
	}

	private SynonymGroup keep(SynonymGroup group) {
		SynonymGroup kept = this.groups.saveAndFlush(group);
		if (kept.isActive()) {
			this.misses.forget(kept.words());
		}
		this.inForce.changed();
		return kept;
	}

	private static boolean isActive(SynonymFields fields) {
		return !Boolean.FALSE.equals(fields.isActive());
	}

	/** The words as they are kept: each different, and something to search for. */
	private static List<String> checked(SynonymFields fields) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		List<String> words = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (String typed : fields.words()) {
			String word = SearchText.spaced(SearchText.normal(typed));
			String field = "words[" + words.size() + "]";
			words.add(word);
			if (word.length() > SynonymFields.LONGEST_WORD) {
				wrong.add(Refusal.Detail.of(field, "too_long", SynonymFields.LONGEST_WORD));
			}
			else if (Synonyms.key(word).isEmpty()) {
				wrong.add(Refusal.Detail.of(field, "nothing_to_search"));
			}
			else if (!seen.add(SearchText.folded(word))) {
				wrong.add(Refusal.Detail.of(field, "word_twice"));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return words;
	}

	private void demand() {
		this.callers.requireMember().demand(WRITE);
	}

}
