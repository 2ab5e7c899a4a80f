package io.nagare.graphql;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.parser.Parser;
import org.junit.jupiter.api.Test;

import io.nagare.AtOnce;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionBoundsTests {

	private final QuestionBounds bounds = new QuestionBounds();

	/** The first of them stay until as many as may are there. */
	@Test
	void readsAFewDocumentsAtATime() {
		AtomicInteger reading = new AtomicInteger();
		CountDownLatch full = new CountDownLatch(QuestionBounds.MOST_AT_ONCE);
		assertThat(AtOnce.all(40, (number) -> {
			AtomicInteger most = new AtomicInteger();
			this.bounds.getDocumentAsync(ExecutionInput.newExecutionInput("{ __typename }").build(), (input) -> {
				most.set(reading.incrementAndGet());
				full.countDown();
				awaited(full);
				reading.decrementAndGet();
				return new PreparsedDocumentEntry(Document.newDocument().build());
			});
			return most.get();
		})).allSatisfy((most) -> assertThat(most).isBetween(1, QuestionBounds.MOST_AT_ONCE));
	}

	private static void awaited(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void countsWhatFragmentsHoldAsOftenAsTheyAreSpread() {
		assertThat(size("{ a b: a { c } ...x ... on Query { ...x } } fragment x on Query { d { e { f } } }"))
			.isEqualTo(new QuestionSize(9, 1, 2));
		assertThat(size("{ ...x } fragment x on Query { a ...y } fragment y on Query { b ...x }").fields())
			.isEqualTo(2);
	}

	private static QuestionSize size(String query) {
		return QuestionSize.of(Parser.parse(query));
	}

}
