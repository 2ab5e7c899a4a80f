package io.nagare.search;

import java.util.ArrayList;
import java.util.HashMap;
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
	 * Looks for what somebody typed: tickets, then people, then items, of each a page.
	 * @throws Refusal FORBIDDEN for who belongs to no tenant, VALIDATION_FAILED for a
	 * page beyond the ten thousandth hit
	 */
	public Paged<Hit> find(SearchQuestion question, PageQuery page) {
		Caller me = this.callers.requireMember();
		if (page.offset() + page.limit() > DEEPEST) {
			throw Refusal.invalid("page", "out_of_range", 1, DEEPEST / page.limit());
		}
		boolean current = this.indexer.catchUp();
		List<Hit> hits = new ArrayList<>();
		long total = 0;
		boolean exactly = false;
		for (String type : TYPES) {
			Question asked = ask(type, question, me);
			if (asked == null) {
				continue;
			}
			Found found = this.index.find(asked, page.limit(), (int) page.offset());
			List<Hit> readable = this.hits.read(type, found, asked, me);
			hits.addAll(readable);
			total += current ? found.total() : readable.size();
			exactly |= found.total() > 0 && !found.nearly();
		}
		if (current && !exactly && !question.typing() && !question.isAboutTickets() && question.type() == null) {
			this.misses.count(question.typed());
		}
		return Paged.of(hits, page, total);
	}

	/** How many of the tickets that the caller would find have which value. */
	public List<Facet> facets(SearchQuestion question) {
		Caller me = this.callers.requireMember();
		Question asked = ask(ContentChanges.TICKET, question, me);
		// what the index does not know yet might be confidential by now
		if (!this.indexer.catchUp() || asked == null) {
			return List.of();
		}
		Map<String, Map<String, Integer>> counts = this.index.facets(asked);
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
			return new Question(Tenancy.require().id(), type, question.typed(), only, null, null, null, Set.of(),
					this.synonyms.now());
		}
		only.putAll(question.only());
		only.computeIfPresent("site_id", (name, site) -> this.rights.withAllBelow(UnitKind.SITE, site));
		only.computeIfPresent("department_id", (name, unit) -> this.rights.withAllBelow(UnitKind.DEPARTMENT, unit));
		return new Question(Tenancy.require().id(), type, question.typed(), only, question.createdAfter(),
				question.createdBefore(), this.rights.of(me), this.rights.readsInternal(me), this.synonyms.now());
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
