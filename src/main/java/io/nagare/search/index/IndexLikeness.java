package io.nagare.search.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.NamedMatches;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.search.index.IndexSearch.Question;

/**
 * Finds what is written about the same matter. Of a text those words are asked for that
 * tell it most from others, as Lucene's MoreLikeThis chooses them; how alike another one
 * is, is the share of their weight that it holds. Internal notes are not looked at.
 */
@Component
public class IndexLikeness {

	/** So many words of a text are asked for. */
	private static final int MOST_WORDS = 24;

	/** Only so much of a text is looked through for its words. */
	private static final int ANALYSED = 5000;

	/** What holds less of the weight is about something else. */
	private static final double LEAST = 0.3;

	/** A word of the title counts so often. */
	private static final int TITLE = 2;

	/** A word that the other one has only below its title counts so much. */
	private static final float BELOW = 0.8f;

	private final SearchIndexer indexer;

	IndexLikeness(SearchIndexer indexer) {
		this.indexer = indexer;
	}

	/**
	 * The things that are most alike, the nearest first, of those the later first.
	 * @param question whose things, of which type, with which values; what it says was
	 * typed is not looked at
	 * @param except itself; null for a text that is nothing's yet
	 */
	public List<Alike> like(Question question, Said said, @Nullable UUID except, int most) {
		return this.indexer.search((searcher) -> like(searcher, question, said, except, most));
	}

	static List<Alike> like(IndexSearcher searcher, Question question, Said said, @Nullable UUID except, int most)
			throws IOException {
		List<Weighed> all = weighed(searcher.getIndexReader(), said);
		List<Weighed> words = all.stream().filter((word) -> word.weight() > 0).limit(MOST_WORDS).toList();
		if (words.isEmpty()) {
			return List.of();
		}
		// a word that nobody wrote before is what the text is about, too: it weighs
		// as the others do
		double whole = words.stream().mapToDouble(Weighed::weight).sum() * Math.min(all.size(), MOST_WORDS)
				/ words.size();
		Query query = query(words, question, except);
		TopFieldDocs top = searcher.search(query, most,
				new Sort(SortField.FIELD_SCORE, new SortField(Fields.CREATED, SortField.Type.LONG, true)), true);
		Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
		List<Alike> alike = new ArrayList<>();
		for (ScoreDoc scored : top.scoreDocs) {
			double likeness = Math.min(1, scored.score / whole);
			if (likeness >= LEAST) {
				alike.add(alike(searcher, weight, scored, likeness, words, whole));
			}
		}
		return alike;
	}

	private static Alike alike(IndexSearcher searcher, Weight weight, ScoreDoc scored, double likeness,
			List<Weighed> words, double whole) throws IOException {
		List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
		LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(scored.doc, leaves));
		Matches matches = weight.matches(leaf, scored.doc - leaf.docBase);
		List<String> held = (matches != null)
				? NamedMatches.findNamedMatches(matches).stream().map(NamedMatches::getName).toList() : List.of();
		return new Alike(UUID.fromString(searcher.storedFields().document(scored.doc).get(Fields.ID)), likeness,
				words.stream()
					.filter((word) -> held.contains(word.term()))
					.map((word) -> new Shared(word.term(), word.word(), word.weight() / whole))
					.toList());
	}

	private static Query query(List<Weighed> words, Question question, @Nullable UUID except) {
		BooleanQuery.Builder some = new BooleanQuery.Builder().setMinimumNumberShouldMatch((words.size() > 2) ? 2 : 1);
		for (Weighed word : words) {
			Query title = new ConstantScoreQuery(new TermQuery(new Term(Fields.TITLE, word.term())));
			Query text = new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Fields.TEXT, word.term()))),
					BELOW);
			some.add(
					NamedMatches.wrapQuery(word.term(),
							new BoostQuery(new DisjunctionMaxQuery(List.of(title, text), 0), (float) word.weight())),
					Occur.SHOULD);
		}
		some.add(IndexSearch.filter(question), Occur.FILTER);
		if (except != null) {
			some.add(new TermQuery(new Term(Fields.ID, except.toString())), Occur.MUST_NOT);
		}
		return some.build();
	}

	/**
	 * The words, those first that tell most, and last those that the index does not know.
	 */
	private static List<Weighed> weighed(IndexReader index, Said said) throws IOException {
		List<Weighed> weighed = new ArrayList<>();
		int all = index.numDocs();
		for (Map.Entry<String, Integer> each : said.times().entrySet()) {
			String term = each.getKey();
			int known = Math.max(index.docFreq(new Term(Fields.TITLE, term)),
					index.docFreq(new Term(Fields.TEXT, term)));
			double rare = (known > 0) ? Math.log(1 + (Math.max(0, all - known) + 0.5) / (known + 0.5)) : 0;
			weighed.add(new Weighed(term, said.words().getOrDefault(term, term), Math.sqrt(each.getValue()) * rare));
		}
		weighed.sort(Comparator.comparing(Weighed::weight).reversed().thenComparing(Weighed::term));
		return weighed;
	}

	/**
	 * What is asked with, taken apart once however often it is asked.
	 *
	 * @param times how often each term is there
	 * @param words how each stands there first
	 */
	public record Said(Map<String, Integer> times, Map<String, String> words) {

		/** A title counts more than the text below it. */
		public static Said of(String title, String text) {
			Said said = new Said(new LinkedHashMap<>(), new LinkedHashMap<>());
			said.count(title, TITLE);
			said.count(text, 1);
			return said;
		}

		private void count(String text, int weight) {
			for (SearchText.Telling one : SearchText.telling(text.substring(0, Math.min(text.length(), ANALYSED)))) {
				this.times.merge(one.term(), weight, Integer::sum);
				this.words.putIfAbsent(one.term(), one.word());
			}
		}

	}

	/**
	 * What is written about the same matter.
	 *
	 * @param likeness from 0 to 1
	 * @param shared the words that both have, those first that tell most
	 */
	public record Alike(UUID id, double likeness, List<Shared> shared) {
	}

	/**
	 * A word of the text that something else has too.
	 *
	 * @param term how the index holds it
	 * @param word how it stands in the text that was asked with
	 * @param share of the weight of all of its words
	 */
	public record Shared(String term, String word, double share) {
	}

	private record Weighed(String term, String word, double weight) {
	}

}
