package io.nagare.search.index;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

import io.nagare.ticket.query.KeptCondition;
import io.nagare.ticket.query.KeptConditions;

/**
 * How the answers that forms keep on tickets stand in the index, a field each, and how
 * tickets are narrowed by them as lists narrow them. Numbers are compared as binary ones
 * are.
 */
final class KeptTerms {

	private static final String ANSWER = "kept.";

	private static final String NUMBER = "kept_number.";

	/** Only the beginning of a longer answer is compared. */
	private static final int LONGEST = 2000;

	private KeptTerms() {
	}

	/** Adds the answers to what the index holds of their ticket. */
	static void add(Document document, JsonNode kept) {
		for (Map.Entry<String, JsonNode> answer : kept.properties()) {
			if (answer.getValue().isArray()) {
				answer.getValue().forEach((one) -> add(document, answer.getKey(), one));
			}
			else {
				add(document, answer.getKey(), answer.getValue());
			}
		}
	}

	private static void add(Document document, String key, JsonNode answer) {
		if (answer.isNull() || answer.isContainerNode()) {
			return;
		}
		String text = bounded(KeptConditions.plainCommas(answer.asText()));
		document.add(new StringField(ANSWER + key, text, Field.Store.NO));
		if (answer.isNumber()) {
			document.add(new DoublePoint(NUMBER + key, answer.doubleValue()));
		}
		else if (answer.isTextual()) {
			document.add(new TextField(SearchText.PAIRS + ANSWER + key, SearchText.normal(text), Field.Store.NO));
		}
	}

	private static String bounded(String text) {
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) : text;
	}

	/** The tickets whose answer is such. */
	static Query query(KeptCondition condition) {
		String answer = ANSWER + condition.key();
		if (condition instanceof KeptCondition.Equal equal) {
			return new TermQuery(new Term(answer, bounded(equal.text())));
		}
		if (condition instanceof KeptCondition.OneOf one) {
			List<BytesRef> words = one.words().stream().map(KeptTerms::bounded).map(BytesRef::new).toList();
			return new TermInSetQuery(answer, words);
		}
		if (condition instanceof KeptCondition.Holding holding) {
			return IndexSearch.asItStands(answer, SearchText.normal(holding.text()));
		}
		if (condition instanceof KeptCondition.NumberIn number) {
			KeptCondition.Range<? extends Number> range = number.range();
			double from = (range.from() != null) ? range.from().doubleValue() : Double.NEGATIVE_INFINITY;
			double to = (range.to() != null) ? range.to().doubleValue() : Double.POSITIVE_INFINITY;
			return DoublePoint.newRangeQuery(NUMBER + condition.key(),
					range.withFrom() ? from : DoublePoint.nextUp(from), range.withTo() ? to : DoublePoint.nextDown(to));
		}
		KeptCondition.Range<String> days = ((KeptCondition.DayIn) condition).range();
		return TermRangeQuery.newStringRange(answer, days.from(), days.to(), days.withFrom(), days.withTo());
	}

}
