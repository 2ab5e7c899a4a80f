package io.nagare.graphql;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.concurrent.Permits;

/**
 * What a document may be at most, by whichever door it comes. Its length is looked at
 * before it is parsed, its tokens are counted while it is, and what it asks for is
 * counted before it is validated: parsing takes a hundred times the memory of the text,
 * and execution copies all fields of one name once for each of them. A few documents are
 * read at a time; the others wait.
 */
@Component
class QuestionBounds extends SimplePerformantInstrumentation implements PreparsedDocumentProvider {

	static final int MOST_AT_ONCE = 4;

	/** Characters. An introspection, as tools send it, has 2,000. */
	private static final int LONGEST = 20_000;

	private static final int MOST_TOKENS = 3_000;

	/** With those of fragments, as often as they are spread. */
	private static final int MOST_FIELDS = 1_000;

	private static final int MOST_ALIASES = 200;

	/** An introspection, as tools send it, has 13. */
	private static final int DEEPEST = 15;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final ParserOptions OPTIONS = ParserOptions.newParserOptions()
		.maxCharacters(LONGEST)
		.maxTokens(MOST_TOKENS)
		.captureLineComments(false)
		.build();

	private final Semaphore readers = new Semaphore(MOST_AT_ONCE, true);

	@Override
	public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
			Function<ExecutionInput, PreparsedDocumentEntry> reader) {
		demand("too_long", input.getQuery().length(), LONGEST);
		if (!Permits.areTaken(this.readers, 1, PATIENCE)) {
			throw new LimitedQuestion("Too many questions at once", Refusal.unavailable(PATIENCE.toSeconds()));
		}
		try {
			input.getGraphQLContext().put(ParserOptions.class, OPTIONS);
			return CompletableFuture.completedFuture(reader.apply(input));
		}
		finally {
			this.readers.release();
		}
	}

	@Override
	public InstrumentationContext<Document> beginParse(InstrumentationExecutionParameters parameters,
			@Nullable InstrumentationState state) {
		return SimpleInstrumentationContext.whenCompleted((document, failure) -> {
			if (failure instanceof ParseCancelledTooDeepException) {
				throw passed("too_deep", DEEPEST);
			}
			if (failure instanceof ParseCancelledException) {
				throw passed("too_many_tokens", MOST_TOKENS);
			}
			if (document != null) {
				QuestionSize size = QuestionSize.of(document);
				demand("too_deep", size.depth(), DEEPEST);
				demand("too_many_fields", size.fields(), MOST_FIELDS);
				demand("too_many_aliases", size.aliases(), MOST_ALIASES);
			}
		});
	}

	private static void demand(String reason, int size, int most) {
		if (size > most) {
			throw passed(reason, most);
		}
	}

	private static LimitedQuestion passed(String reason, int most) {
		return new LimitedQuestion("The document passes a bound, " + reason + ": at most " + most,
				Refusal.invalid("query", reason, most));
	}

}
