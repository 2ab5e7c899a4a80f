package io.nagare.search.index;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.database.ContentChanges;
import io.nagare.ticket.TicketNumbers;
import io.nagare.ticket.query.KeptCondition;

/**
 * Asks this node's index. There are no operators: whatever somebody types is looked for
 * as it stands, each word between two spaces by itself, and all of them must be found.
 * Where nothing holds all of them, what nearly holds them is found.
 */
@Component
public class IndexSearch {

	/** What is typed beyond this many words does not narrow any more. */
	private static final int MOST_WORDS = 16;

	private static final int LONGEST_WORD = 64;

	/** Of the pairs of a word so many must be found where it stands nowhere as typed. */
	private static final double NEARLY = 0.65;

	/** So many words of the index are looked at for all that was typed, in each field. */
	private static final int ALL_NEIGHBOURS = 150;

	/** What the longest question comes to; Lucene refuses more than 1,024 by itself. */
	private static final int MOST_CLAUSES = 16_384;

	static {
		IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
	}

	/** A longer word is no term; to look for what it nearly is would take a second. */
	private static final int LONGEST_MISTYPED = 24;

	/** Pieces of one hit: of the ticket, then of its attachments. */
	private static final int MOST_FRAGMENTS = 6;

	/** How a piece of an attachment is called. */
	private static final String ATTACHMENT = "attachment";

	private final SearchIndexer indexer;

	IndexSearch(SearchIndexer indexer) {
		this.indexer = indexer;
	}

	/**
	 * Finds things of one type.
	 * @param most how many hits are answered; with none, they are counted alone
	 * @param offset how many are passed over
	 */
	public Found find(Question question, int most, int offset) {
		return this.indexer.search((searcher) -> find(searcher, question, most, offset));
	}

	static Found find(IndexSearcher searcher, Question question, int most, int offset) throws IOException {
		Typed typed = Typed.of(question.typed());
		if (typed.words().isEmpty()) {
			return new Found(0, List.of(), false);
		}
		Asked asked = asked(searcher, typed, question);
		TopDocs top = (most == 0 || asked.total() <= offset) ? null : searcher.search(asked.query(), offset + most,
				new Sort(SortField.FIELD_SCORE, new SortField(Fields.CREATED, SortField.Type.LONG, true)));
		List<String> words = Stream
			.concat(typed.words().stream(), asked.meant().stream().flatMap((each) -> each.typed().stream()))
			.distinct()
			.toList();
		List<Meant.Other> others = asked.meant().stream().flatMap(Meant::elsewise).distinct().toList();
		List<IndexHit> hits = new ArrayList<>();
		for (int i = offset; top != null && i < top.scoreDocs.length; i++) {
			hits.add(hit(searcher, top.scoreDocs[i], words, others, question));
		}
		return new Found(asked.total(), hits, asked.nearly() && asked.total() > 0);
	}

	/**
	 * The tickets of a kind that hold all of the words where everybody may read it who
	 * may read the ticket.
	 * @param words each in its ways, of which one will do
	 * @return empty where they are more than that
	 */
	public Optional<List<UUID>> holding(UUID tenant, String kind, List<Set<String>> words, int most) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		Map.of(Fields.TENANT, tenant.toString(), Fields.TYPE, ContentChanges.TICKET, Fields.KIND, kind)
			.forEach((field, value) -> all.add(new TermQuery(new Term(field, value)), Occur.FILTER));
		words.forEach((ways) -> {
			BooleanQuery.Builder any = new BooleanQuery.Builder();
			for (String field : List.of(Fields.TITLE, Fields.TEXT)) {
				ways.forEach((way) -> any.add(asItStands(field, way), Occur.SHOULD));
			}
			all.add(any.build(), Occur.FILTER);
		});
		Query query = all.build();
		return this.indexer.search((searcher) -> {
			if (searcher.count(query) > most) {
				return Optional.empty();
			}
			List<UUID> ids = new ArrayList<>();
			StoredFields stored = searcher.storedFields();
			for (ScoreDoc found : searcher.search(query, most, Sort.INDEXORDER).scoreDocs) {
				ids.add(UUID.fromString(stored.document(found.doc, Set.of(Fields.ID)).get(Fields.ID)));
			}
			return Optional.of(ids);
		});
	}

	/** How many hits have which value, by the name of the field. */
	public Map<String, Map<String, Integer>> facets(Question question) {
		return this.indexer.search((searcher) -> {
			Typed typed = Typed.of(question.typed());
			Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
			Fields.FACETS.forEach((facet) -> counts.put(facet, new TreeMap<>()));
			if (!typed.words().isEmpty()) {
				searcher.search(asked(searcher, typed, question).query(), new FacetCounting(counts));
			}
			return counts;
		});
	}

	/** What is looked for: what nearly is there only where what was typed is not. */
	private static Asked asked(IndexSearcher searcher, Typed typed, Question question) throws IOException {
		List<Meant> meant = Meant.of(typed.written(), question.synonyms());
		Query strict = number(typed, question, searcher);
		if (strict == null) {
			strict = query(meant, question, null);
		}
		int total = searcher.count(strict);
		if (total > 0) {
			return new Asked(strict, meant, false, total);
		}
		List<Meant> spelled = Meant.of(typed.spelled(question.synonyms()), question.synonyms());
		Query near = query(spelled, question, typed);
		return new Asked(near, spelled, true, searcher.count(near));
	}

	/** The one whose number was typed, alone; null where there is none of it. */
	private static @Nullable Query number(Typed typed, Question question, IndexSearcher searcher) throws IOException {
		Optional<String> number = TicketNumbers.typed(typed.whole());
		if (number.isEmpty()) {
			return null;
		}
		Query query = new BooleanQuery.Builder()
			.add(new TermQuery(new Term(Fields.NUMBER, SearchText.folded(number.get()))), Occur.MUST)
			.add(filter(question), Occur.FILTER)
			.build();
		return (searcher.count(query) > 0) ? query : null;
	}

	/**
	 * All that is meant.
	 * @param nearly what was typed, which may nearly be found too; null where it may not
	 */
	private static Query query(List<Meant> meant, Question question, @Nullable Typed nearly) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		int neighbours = (nearly != null) ? Math.max(3, Math.min(50, ALL_NEIGHBOURS / nearly.words().size())) : 0;
		int at = 0;
		for (Meant each : meant) {
			int end = at + each.typed().size();
			all.add(query(each, question, (nearly != null) ? nearly.words().subList(at, end) : List.of(), neighbours),
					Occur.MUST);
			at = end;
		}
		all.add(filter(question), Occur.FILTER);
		// what is still to be done is a little nearer than what is over
		all.add(new BoostQuery(new ConstantScoreQuery(new TermInSetQuery("phase",
				List.of(new BytesRef("open"), new BytesRef("in_work"), new BytesRef("on_hold")))), 0.5f), Occur.SHOULD);
		return all.build();
	}

	private static Query query(Meant meant, Question question, List<String> nearly, int neighbours) {
		Query exact = all(meant.typed().stream().map((word) -> exact(word, question)).toList());
		@Nullable Query near = nearly.isEmpty() ? null
				: all(nearly.stream().map((word) -> near(word, question, neighbours)).toList());
		if (!meant.others().isEmpty() || !meant.parts().isEmpty() || !nearly.equals(meant.typed())) {
			return MeaningQueries.either(exact, near, meant, question);
		}
		return (near != null) ? near : exact;
	}

	private static Query all(List<Query> queries) {
		if (queries.size() == 1) {
			return queries.get(0);
		}
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		queries.forEach((query) -> all.add(query, Occur.MUST));
		return all.build();
	}

	/** Of whose things, of which type, and with which values. */
	static Query filter(Question question) {
		BooleanQuery.Builder filter = new BooleanQuery.Builder()
			.add(new TermQuery(new Term(Fields.TENANT, question.tenant().toString())), Occur.FILTER)
			.add(new TermQuery(new Term(Fields.TYPE, question.type())), Occur.FILTER);
		question.only().forEach((name, values) -> {
			if (name.equals(Fields.TAG)) {
				// all of them, as in lists
				values.forEach((tag) -> filter.add(new TermQuery(new Term(name, Fields.tag(tag))), Occur.FILTER));
			}
			else if (!values.isEmpty()) {
				filter.add(new TermInSetQuery(name, values.stream().map(BytesRef::new).toList()), Occur.FILTER);
			}
		});
		question.kept().forEach((condition) -> filter.add(KeptTerms.query(condition), Occur.FILTER));
		if (question.createdAfter() != null || question.createdBefore() != null) {
			filter.add(LongPoint.newRangeQuery(Fields.CREATED,
					(question.createdAfter() != null) ? question.createdAfter().toEpochMilli() : Long.MIN_VALUE,
					(question.createdBefore() != null) ? question.createdBefore().toEpochMilli() - 1 : Long.MAX_VALUE),
					Occur.FILTER);
		}
		if (question.rights() != null) {
			filter.add(readable(question.rights()), Occur.FILTER);
		}
		return filter.build();
	}

	private static Query readable(List<TicketRights> rights) {
		BooleanQuery.Builder any = new BooleanQuery.Builder();
		boolean none = true;
		for (TicketRights right : rights) {
			BooleanQuery.Builder kind = new BooleanQuery.Builder()
				.add(new TermQuery(new Term(Fields.KIND, right.kind())), Occur.FILTER);
			if (!right.all()) {
				BooleanQuery.Builder some = new BooleanQuery.Builder();
				if (right.internal()) {
					some.add(new TermQuery(new Term(Fields.CONFIDENTIALITY, "internal")), Occur.SHOULD);
				}
				if (right.owner() != null) {
					some.add(new TermQuery(new Term(Fields.REPORTER, right.owner().toString())), Occur.SHOULD);
				}
				some.add(new TermInSetQuery(Fields.ID, refs(right.also())), Occur.SHOULD);
				kind.add(some.build(), Occur.FILTER);
			}
			any.add(kind.build(), Occur.SHOULD);
			none = false;
		}
		return none ? new MatchNoDocsQuery() : any.build();
	}

	private static Collection<BytesRef> refs(Collection<UUID> ids) {
		return ids.stream().map((id) -> new BytesRef(id.toString())).toList();
	}

	/** As it stands, or all that it is made of. */
	private static Query exact(String word, Question question) {
		List<Query> ways = new ArrayList<>();
		ways.add(new BoostQuery(asItStands(Fields.TITLE, word), 4));
		ways.add(new BoostQuery(asItStands(Fields.TEXT, word), 1.5f));
		ways.add(asItStands(Fields.FILES, word));
		Set<String> parts = parts(word);
		if (!parts.isEmpty()) {
			ways.add(new BoostQuery(madeOf(Fields.TITLE, parts), 2));
			ways.add(madeOf(Fields.TEXT, parts));
			ways.add(new BoostQuery(madeOf(Fields.FILES, parts), 0.7f));
		}
		if (!question.readsInternal().isEmpty()) {
			ways.add(internal(asItStands(Fields.INTERNAL, word), question));
			if (!parts.isEmpty()) {
				ways.add(internal(madeOf(Fields.INTERNAL, parts), question));
			}
		}
		return new DisjunctionMaxQuery(ways, 0.1f);
	}

	static Query asItStands(String field, String word) {
		Map<Integer, String> pairs = SearchText.phrase(word);
		if (pairs.isEmpty()) {
			return new PrefixQuery(new Term(SearchText.PAIRS + field, SearchText.folded(word)));
		}
		PhraseQuery.Builder phrase = new PhraseQuery.Builder();
		pairs.forEach((position, pair) -> phrase.add(new Term(SearchText.PAIRS + field, pair), position));
		return phrase.build();
	}

	/**
	 * The words within a word; none where a part is too short to tell anything, as with
	 * keys made of letters and digits.
	 */
	private static Set<String> parts(String word) {
		Set<String> parts = SearchText.distinct(SearchText.words(word));
		return parts.stream().allMatch(SearchText::tells) ? parts : Set.of();
	}

	private static Query madeOf(String field, Set<String> parts) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		parts.forEach((part) -> all.add(new TermQuery(new Term(field, part)), Occur.MUST));
		return all.build();
	}

	/** Only of tickets of those kinds all of which the reader may read. */
	static Query internal(Query query, Question question) {
		return new BooleanQuery.Builder().add(query, Occur.MUST)
			.add(new TermInSetQuery(Fields.KIND, question.readsInternal().stream().map(BytesRef::new).toList()),
					Occur.FILTER)
			.build();
	}

	/** As somebody may have meant it: some letters otherwise, some pairs missing. */
	private static Query near(String word, Question question, int neighbours) {
		if (!word.chars().allMatch((each) -> Character.isLetterOrDigit(each) || each == '\u30fc')
				|| word.length() < 3) {
			return exact(word, question);
		}
		List<Query> ways = new ArrayList<>(List.of(exact(word, question)));
		Collection<String> pairs = SearchText.phrase(word).values();
		for (String field : List.of(Fields.TITLE, Fields.TEXT, Fields.FILES)) {
			near(field, word, pairs, neighbours)
				.forEach((way) -> ways.add(field.equals(Fields.FILES) ? new BoostQuery(way, 0.7f) : way));
		}
		if (!question.readsInternal().isEmpty()) {
			near(Fields.INTERNAL, word, pairs, neighbours).forEach((way) -> ways.add(internal(way, question)));
		}
		return new DisjunctionMaxQuery(ways, 0);
	}

	private static List<Query> near(String field, String word, Collection<String> pairs, int neighbours) {
		List<Query> ways = new ArrayList<>();
		if (pairs.size() > 2) {
			Set<String> distinct = Set.copyOf(pairs);
			int needed = Math.max(2, (int) Math.ceil(pairs.size() * NEARLY));
			BooleanQuery.Builder most = new BooleanQuery.Builder()
				.setMinimumNumberShouldMatch(Math.min(needed, distinct.size()));
			distinct.forEach((pair) -> most.add(new TermQuery(new Term(SearchText.PAIRS + field, pair)), Occur.SHOULD));
			ways.add(most.build());
		}
		String folded = SearchText.folded(word);
		if (folded.length() <= LONGEST_MISTYPED) {
			ways.add(new FuzzyQuery(new Term(field, folded), (folded.length() > 5) ? 2 : 1, 1, neighbours, true));
		}
		return ways;
	}

	private static IndexHit hit(IndexSearcher searcher, ScoreDoc scored, List<String> words, List<Meant.Other> others,
			Question question) throws IOException {
		Document document = searcher.storedFields().document(scored.doc);
		List<IndexHit.Fragment> fragments = new ArrayList<>();
		List<String> fields = new ArrayList<>(List.of(Fields.TITLE, Fields.TEXT));
		// the index tells the kind of a hit by whether its internal notes may be read
		if (!question.readsInternal().isEmpty()) {
			fields.add(Fields.INTERNAL);
		}
		for (String field : fields) {
			String text = document.get(field);
			String told = question.type().equals(ContentChanges.PERSON) ? field.replace(Fields.INTERNAL, Fields.TEXT)
					: field;
			IndexHit.Fragment fragment = (text != null) ? Fragments.of(told, text, words, others) : null;
			if (fragment != null) {
				fragments.add(fragment);
			}
		}
		for (String file : document.getValues(Fields.FILE)) {
			String[] parts = file.split("\n", 3);
			IndexHit.Fragment fragment = (fragments.size() < MOST_FRAGMENTS)
					? Fragments.of(ATTACHMENT, parts[2], words, others) : null;
			if (fragment != null) {
				fragments.add(fragment.in(UUID.fromString(parts[0]), parts[1]));
			}
		}
		return new IndexHit(UUID.fromString(document.get(Fields.ID)), fragments);
	}

	/**
	 * What is asked.
	 *
	 * @param type the type of things
	 * @param only which values a field may have, by its name
	 * @param rights which tickets may be read; null for other things
	 * @param readsInternal the kinds of tickets whose internal notes may be read, or the
	 * word person where the addresses of people may
	 * @param synonyms what means the same as what was typed
	 * @param kept what answers that forms keep on tickets must be
	 */
	public record Question(UUID tenant, String type, String typed, Map<String, List<String>> only,
			@Nullable Instant createdAfter, @Nullable Instant createdBefore, @Nullable List<TicketRights> rights,
			Set<String> readsInternal, Synonyms synonyms, List<KeptCondition> kept) {

		/** Whatever forms keep. */
		public Question(UUID tenant, String type, String typed, Map<String, List<String>> only,
				@Nullable Instant createdAfter, @Nullable Instant createdBefore, @Nullable List<TicketRights> rights,
				Set<String> readsInternal, Synonyms synonyms) {
			this(tenant, type, typed, only, createdAfter, createdBefore, rights, readsInternal, synonyms, List.of());
		}

	}

	/**
	 * Which tickets of a kind may be read.
	 *
	 * @param all whether all of them
	 * @param internal whether those that are not confidential
	 * @param owner whose own may be read; null for nobody's
	 * @param also others that may be read
	 */
	public record TicketRights(String kind, boolean all, boolean internal, @Nullable UUID owner,
			Collection<UUID> also) {
	}

	/**
	 * What was found.
	 *
	 * @param total how many there are
	 * @param nearly whether nothing holds what was typed, and these nearly do
	 */
	public record Found(int total, List<IndexHit> hits, boolean nearly) {
	}

	/**
	 * What is looked for.
	 *
	 * @param nearly whether nothing holds what was typed
	 * @param total how many hits there are
	 */
	private record Asked(Query query, List<Meant> meant, boolean nearly, int total) {
	}

	/**
	 * What somebody typed.
	 *
	 * @param words each word, folded
	 * @param written each as it was written
	 */
	private record Typed(String whole, List<String> words, List<String> written) {

		static Typed of(String typed) {
			String whole = SearchText.spaced(SearchText.normal(typed));
			Map<String, String> words = new LinkedHashMap<>();
			for (String word : whole.split(" ", MOST_WORDS + 1)) {
				if (!word.isEmpty() && words.size() < MOST_WORDS) {
					String written = (word.length() > LONGEST_WORD) ? word.substring(0, LONGEST_WORD) : word;
					words.putIfAbsent(SearchText.folded(written), written);
				}
			}
			return new Typed(SearchText.folded(whole), List.copyOf(words.keySet()), List.copyOf(words.values()));
		}

		/** The words without the typing errors that can be seen. */
		List<String> spelled(Synonyms synonyms) {
			return synonyms.spelling().meant(this.written);
		}

	}

	/** One collector for the whole index: segment after segment. */
	private record FacetCounting(
			Map<String, Map<String, Integer>> counts) implements CollectorManager<FacetCollector, Boolean> {

		@Override
		public FacetCollector newCollector() {
			return new FacetCollector(this.counts);
		}

		@Override
		public Boolean reduce(Collection<FacetCollector> collectors) {
			return !collectors.isEmpty();
		}

	}

	/** Counts the values of hits: by their ordinals, which are named once a segment. */
	private static final class FacetCollector extends SimpleCollector {

		private final Map<String, Map<String, Integer>> counts;

		private final List<Values> values = new ArrayList<>();

		FacetCollector(Map<String, Map<String, Integer>> counts) {
			this.counts = counts;
		}

		@Override
		protected void doSetNextReader(LeafReaderContext context) throws IOException {
			this.values.clear();
			for (String field : this.counts.keySet()) {
				SortedDocValues sorted = DocValues.getSorted(context.reader(), field);
				this.values.add(new Values(field, sorted));
			}
		}

		@Override
		public void collect(int document) throws IOException {
			for (Values each : this.values) {
				if (each.sorted.advanceExact(document)) {
					each.times[each.sorted.ordValue()]++;
				}
			}
		}

		@Override
		public void finish() throws IOException {
			for (Values each : this.values) {
				Map<String, Integer> counted = this.counts.computeIfAbsent(each.field, (field) -> new HashMap<>());
				for (int ordinal = 0; ordinal < each.times.length; ordinal++) {
					if (each.times[ordinal] > 0) {
						counted.merge(each.sorted.lookupOrd(ordinal).utf8ToString(), each.times[ordinal], Integer::sum);
					}
				}
			}
		}

		@Override
		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE_NO_SCORES;
		}

	}

	/** The values of a field in a segment, and how often each was counted, by ordinal. */
	private static final class Values {

		private final String field;

		private final SortedDocValues sorted;

		private final int[] times;

		private Values(String field, SortedDocValues sorted) throws IOException {
			this.field = field;
			this.sorted = sorted;
			this.times = new int[sorted.getValueCount()];
		}

	}

}
