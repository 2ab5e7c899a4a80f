package io.nagare.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.database.ContentChanges;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.search.index.IndexLikeness;
import io.nagare.search.index.IndexLikeness.Alike;
import io.nagare.search.index.IndexLikeness.Said;
import io.nagare.search.index.IndexSearch.Question;
import io.nagare.search.index.IndexSearch.TicketRights;
import io.nagare.search.index.Synonyms;
import io.nagare.search.index.SearchIndexer;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.TicketTypes;

/**
 * Finds tickets, known errors and articles about the same matter as a ticket, or as a
 * text that somebody types, each as far as the caller may read them; and what helped
 * there.
 */
@Component
public class SimilarTickets {

	/** Of so many solved ones is told what helped. */
	private static final int SOLVED = 20;

	private static final int KNOWN = 5;

	/** Of so many articles those are told that are in force. */
	private static final int ARTICLES = 20;

	private final IndexLikeness index;

	private final SearchIndexer indexer;

	private final SearchRights rights;

	private final SimilarHits hits;

	private final TicketTypes types;

	private final CurrentCaller callers;

	SimilarTickets(IndexLikeness index, SearchIndexer indexer, SearchRights rights, SimilarHits hits, TicketTypes types,
			CurrentCaller callers) {
		this.index = index;
		this.indexer = indexer;
		this.rights = rights;
		this.hits = hits;
		this.types = types;
		this.callers = callers;
	}

	/**
	 * What is like a text.
	 * @param kind the kind of tickets
	 * @param ticket whose text it is; null where it is nobody's yet
	 * @param most so many tickets are told
	 * @throws Refusal FORBIDDEN for who belongs to no tenant, VALIDATION_FAILED where
	 * there is no such kind
	 */
	public SimilarView to(String kind, String title, String text, @Nullable UUID ticket, int most) {
		Caller me = this.callers.requireMember();
		if (this.types.find(kind).isEmpty()) {
			throw Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map((type) -> type.kind()).toList()));
		}
		this.indexer.catchUp();
		Said said = Said.of(title, text);
		List<TicketRights> readable = this.rights.of(me);
		List<Alike> alike = this.index.like(question(kind, readable, Map.of()), said, ticket, most);
		List<Alike> solved = this.index.like(question(kind, readable, Map.of("phase", List.of("resolved", "closed"))),
				said, ticket, SOLVED);
		List<Alike> articles = this.index.like(question("article", readable, Map.of()), said, ticket, ARTICLES);
		return this.hits.read(me, alike, solved, known(me, said, ticket), articles);
	}

	/**
	 * Articles in force that are like a text, as far as the caller may read them.
	 * @param ticket whose text it is
	 */
	List<SimilarView.SimilarArticle> articlesLike(String title, String text, UUID ticket) {
		Caller me = this.callers.requireMember();
		this.indexer.catchUp();
		return this.hits.articles(me, this.index.like(question("article", this.rights.of(me), Map.of()),
				Said.of(title, text), ticket, ARTICLES));
	}

	/** Known errors are read by all who may read knowledge, whoever reads problems. */
	private List<Alike> known(Caller me, Said said, @Nullable UUID ticket) {
		if (!me.may("problem:read") && !me.may("knowledge:read")) {
			return List.of();
		}
		Question question = question("problem", List.of(new TicketRights("problem", false, true, null, List.of())),
				Map.of("known_error", List.of("true"), "phase", List.of("open", "in_work", "on_hold")));
		return this.index.like(question, said, ticket, KNOWN);
	}

	private static Question question(String kind, List<TicketRights> readable, Map<String, List<String>> more) {
		Map<String, List<String>> only = new HashMap<>(more);
		only.put("kind", List.of(kind));
		return new Question(Tenancy.require().id(), ContentChanges.TICKET, "", only, null, null, readable, Set.of(),
				Synonyms.NONE);
	}

}
