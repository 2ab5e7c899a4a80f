package io.nagare.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.database.ContentChanges;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.UnitKind;
import io.nagare.search.index.IndexHit;
import io.nagare.search.index.IndexSearch.Found;
import io.nagare.search.index.IndexSearch.Question;
import io.nagare.search.index.IndexSearch;
import io.nagare.search.index.SearchIndexer;
import io.nagare.shared.AnswerRemarks;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.WordOf;

/**
 * Finds a ticket by its number, else tickets, people and configuration items by words,
 * each as far as the caller may read them. The index only says where something stands:
 * who may read it, and how it is now, is asked of the database with each answer.
 */
@Component
public class SearchService {

	private static final List<String> TYPES = List.of(ContentChanges.TICKET, ContentChanges.PERSON,
			ContentChanges.ITEM);

	/** Said in the answer while the index does not hold all that there is. */
	private static final String INCOMPLETE = "incomplete";

	private static final int DEEPEST = 10_000;

	private final IndexSearch index;

	private final SearchIndexer indexer;

	private final SearchMisses misses;

	private final SearchRights rights;

	private final SearchHits hits;

	private final SynonymsInForce synonyms;

	private final CurrentCaller callers;

	SearchService(IndexSearch index, SearchIndexer indexer, SearchMisses misses, SearchRights rights, SearchHits hits,
			SynonymsInForce synonyms, CurrentCaller callers) {
		this.index = index;
		this.indexer = indexer;
		this.misses = misses;
		this.rights = rights;
		this.hits = hits;
		this.synonyms = synonyms;
		this.callers = callers;
	}

	/**
	 * Looks for what somebody typed: tickets, then people, then items. While somebody
	 * types, the best of each.
	 * @throws Refusal FORBIDDEN for who belongs to no tenant, VALIDATION_FAILED for a
	 * page beyond the ten thousandth hit or a kind that there is not
	 */
	public Paged<Hit> find(SearchQuestion asked, PageQuery page) {
		return find(prepared(asked), page);
	}

	/** As {@link #find}, with the facets among what the answer remarks. */
	public Paged<Hit> findWithFacets(SearchQuestion asked, PageQuery page) {
		Prepared prepared = prepared(asked);
		AnswerRemarks.add("facets", facets(prepared));
		return find(prepared, page);
	}

	private Paged<Hit> find(Prepared prepared, PageQuery page) {
		if (page.offset() + page.limit() > DEEPEST) {
			throw Refusal.invalid("page", "out_of_range", 1, DEEPEST / page.limit());
		}
		SearchQuestion question = prepared.question();
		List<Hit> hits = new ArrayList<>();
		long total = 0;
		boolean exactly = false;
		int room = page.limit();
		long before = page.offset();
		for (Question wanted : prepared.asked().values()) {
			Found found = this.index.find(wanted, room, (int) before);
			if (!question.typing()) {
				room -= found.hits().size();
				before = Math.max(0, before - found.total());
			}
			hits.addAll(this.hits.read(found, wanted, prepared.caller()));
			total += found.total();
			exactly |= found.total() > 0 && !found.nearly();
		}
		if (prepared.current() && !exactly && !question.typing() && !question.isAboutTickets()
				&& question.type() == null && question.kind() == null) {
			this.misses.count(question.typed());
		}
		if (!prepared.current()) {
			// what the index does not know yet may be no hit by now, or one more
			AnswerRemarks.add(INCOMPLETE, true);
			return new Paged<>(hits, page.page(), page.limit(), page.offset() + hits.size(), true, null);
		}
		return Paged.of(hits, page, total);
	}

	/** How many of the tickets that the caller would find have which value. */
	public List<Facet> facets(SearchQuestion question) {
		return facets(prepared(question));
	}

	private List<Facet> facets(Prepared prepared) {
		Question asked = prepared.asked().get(ContentChanges.TICKET);
		if (asked == null) {
			return List.of();
		}
		if (!prepared.current()) {
			// what the index does not know yet might be confidential by now
			AnswerRemarks.add(INCOMPLETE, true);
			return List.of();
		}
		Map<String, Map<String, Integer>> counts = this.rights.inUse(this.index.facets(asked));
		Map<String, String> names = this.hits.names(counts);
		counts.values().removeIf(Map::isEmpty);
		List<Facet> facets = new ArrayList<>();
		counts.forEach((name,
				values) -> facets.add(new Facet(name,
						values.entrySet()
							.stream()
							.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
							.map((value) -> new FacetValue(value.getKey(),
									names.getOrDefault(value.getKey(), value.getKey()), value.getValue()))
							.toList())));
		return facets;
	}

	/**
	 * Lets all nodes make their index anew while they serve.
	 * @throws Refusal FORBIDDEN for who does not run the platform
	 */
	public void rebuild() {
		this.callers.require().demand("operations:manage");
		this.indexer.wishForRebuild();
	}

	/** What is asked of the index, of each type that it may be about, in their order. */
	private Prepared prepared(SearchQuestion asked) {
		SearchQuestion question = this.rights.known(asked);
		Caller me = this.callers.requireMember();
		Map<String, Question> all = new LinkedHashMap<>();
		for (String type : TYPES) {
			Question wanted = ask(type, question, me);
			if (wanted != null) {
				all.put(type, wanted);
			}
		}
		return new Prepared(question, me, all, this.indexer.catchUp());
	}

	private @Nullable Question ask(String type, SearchQuestion question, Caller me) {
		boolean wanted = question.type() == null || question.type().equals(type);
		boolean tickets = type.equals(ContentChanges.TICKET);
		if (!wanted || (!tickets && question.isAboutTickets())
				|| (type.equals(ContentChanges.PERSON) && (!me.may("user:read") || question.kind() != null))
				|| (type.equals(ContentChanges.ITEM) && !me.may("cmdb:read"))) {
			return null;
		}
		Map<String, List<String>> only = new HashMap<>();
		if (question.kind() != null) {
			only.put("kind", question.kind());
		}
		if (!tickets) {
			boolean reaches = type.equals(ContentChanges.PERSON) && me.reachesPeople();
			return new Question(Tenancy.require().id(), type, question.typed(), only, null, null, null,
					reaches ? Set.of(type) : Set.of(), this.synonyms.now());
		}
		only.putAll(question.only());
		only.computeIfPresent("site_id", (name, site) -> this.rights.withAllBelow(UnitKind.SITE, site));
		only.computeIfPresent("category_id", (name, category) -> this.rights.withAllBelow(category));
		only.computeIfPresent("department_id", (name, unit) -> this.rights.withAllBelow(UnitKind.DEPARTMENT, unit));
		return new Question(Tenancy.require().id(), type, question.typed(), only, question.createdAfter(),
				question.createdBefore(), this.rights.of(me), this.rights.readsInternal(me), this.synonyms.now(),
				this.rights.kept(question));
	}

	/**
	 * A search before it looks.
	 *
	 * @param asked what is asked of the index, by the type of things
	 * @param current whether the index holds all that there is
	 */
	private record Prepared(SearchQuestion question, Caller caller, Map<String, Question> asked, boolean current) {
	}

	/**
	 * What was found.
	 *
	 * @param type {@code ticket}, {@code person} or {@code item}
	 * @param title what people know it by: its title, full name or name
	 * @param kind the kind of the ticket, or the class of the item; null for people
	 * @param number the ticket's number, or the person's user name; null for items
	 * @param status the ticket's; null for others, as the two below
	 * @param nearly whether nothing holds all of the words, and this nearly does
	 * @param fragments where it was found, in texts as they look alike (NFKC)
	 */
	public record Hit(@Schema(allowableValues = {
			"ticket", "person", "item" }) String type, UUID id, String title, @Nullable String kind,
			@Nullable String number, @Nullable String status, @WordOf(Phase.class) @Nullable String phase,
			@Nullable String priority, boolean nearly, List<IndexHit.Fragment> fragments){
	}

	/** A field and its values among the hits, the most frequent first. */
	@Schema(name = "SearchFacet")
	public record Facet(String name, List<FacetValue> values) {
	}

	/** A value and how many hits have it. */
	@Schema(name = "SearchFacetValue")
	public record FacetValue(String key, String label, int count) {
	}

}
