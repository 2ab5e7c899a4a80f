package io.nagare.search.index;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

import io.nagare.search.index.IndexSearch.Question;

/**
 * Looks for words that mean the same. They are asked for when somebody searches, so that
 * the index knows nothing of them. What holds the words as typed comes before all that
 * only means the same.
 */
final class MeaningQueries {

	/** More than anything gets that only means the same. */
	private static final float AHEAD = 3;

	private static final float IN_TITLE = 1;

	private static final float BELOW = 0.5f;

	private static final float BY_PARTS = 0.25f;

	private MeaningQueries() {
	}

	/**
	 * What was typed, or what means the same.
	 * @param exact finds what was typed
	 * @param near finds what nearly is; null where that is not wanted
	 */
	static Query either(Query exact, @Nullable Query near, Meant meant, Question question) {
		List<Query> ways = new ArrayList<>();
		ways.add(new BooleanQuery.Builder().add(exact, Occur.MUST)
			.add(new BoostQuery(new ConstantScoreQuery(new MatchAllDocsQuery()), AHEAD), Occur.SHOULD)
			.build());
		if (near != null) {
			ways.add(near);
		}
		if (!meant.others().isEmpty()) {
			ways.add(new BoostQuery(new ConstantScoreQuery(any(Fields.TITLE, meant.others())), IN_TITLE));
			ways.add(new BoostQuery(new ConstantScoreQuery(anywhere(meant.others(), question)), BELOW));
		}
		if (!meant.parts().isEmpty()) {
			ways.add(new BoostQuery(new ConstantScoreQuery(byParts(meant.parts(), question)), BY_PARTS));
		}
		return new DisjunctionMaxQuery(ways, 0);
	}

	/** All parts of a word, each as it is or as what means the same. */
	private static Query byParts(List<Meant.Part> parts, Question question) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		for (Meant.Part part : parts) {
			if (part.others().isEmpty()) {
				SearchText.distinct(SearchText.words(part.text()))
					.stream()
					.filter(SearchText::tells)
					.forEach((term) -> all.add(anywhere((field) -> new TermQuery(new Term(field, term)), question),
							Occur.FILTER));
			}
			else {
				List<Meant.Other> words = new ArrayList<>(part.others());
				words.add(Meant.Other.of(part.text()));
				all.add(anywhere(words, question), Occur.FILTER);
			}
		}
		return all.build();
	}

	private static Query anywhere(List<Meant.Other> words, Question question) {
		return anywhere((field) -> any(field, words), question);
	}

	private static Query anywhere(InField query, Question question) {
		BooleanQuery.Builder fields = new BooleanQuery.Builder().add(query.in(Fields.TITLE), Occur.SHOULD)
			.add(query.in(Fields.TEXT), Occur.SHOULD)
			.add(query.in(Fields.FILES), Occur.SHOULD);
		if (!question.readsInternal().isEmpty()) {
			fields.add(IndexSearch.internal(query.in(Fields.INTERNAL), question), Occur.SHOULD);
		}
		return fields.build();
	}

	private static Query any(String field, List<Meant.Other> words) {
		BooleanQuery.Builder any = new BooleanQuery.Builder();
		boolean none = true;
		for (Meant.Other word : words) {
			PhraseQuery.Builder phrase = new PhraseQuery.Builder();
			word.terms().forEach((term) -> phrase.add(new Term(field, term.term()), term.position()));
			if (!word.terms().isEmpty()) {
				any.add(phrase.build(), Occur.SHOULD);
				none = false;
			}
			// kuromoji may part it in another way where other words stand beside it
			if (word.alone()) {
				any.add(IndexSearch.asItStands(field, word.word()), Occur.SHOULD);
				none = false;
			}
		}
		return none ? new MatchNoDocsQuery() : any.build();
	}

	/** Asks one field. */
	private interface InField {

		Query in(String field);

	}

}
