package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.GraphqlErrorBuilder;
import graphql.execution.UnknownOperationException;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

/** Says in the contract's codes, and in the caller's language, what was refused. */
@Component
class GraphqlErrors extends DataFetcherExceptionResolverAdapter implements WebGraphQlInterceptor {

	private static final String CODE = "code";

	/** What is wrong with the words of a question. */
	private static final Set<ErrorClassification> QUESTION = Set.of(ErrorType.InvalidSyntax, ErrorType.ValidationError,
			ErrorType.OperationNotSupported);

	private final RefusalWords words;

	GraphqlErrors(RefusalWords words) {
		this.words = words;
	}

	@Override
	protected @Nullable GraphQLError resolveToSingleError(Throwable ex, DataFetchingEnvironment environment) {
		if (ex instanceof Refusal refusal) {
			return error(refusal, environment);
		}
		return (ex instanceof ConcurrencyFailureException)
				? error(new Refusal(Refusal.Kind.CONFLICT, List.of()), environment) : null;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request)
			.map((response) -> response.getErrors().isEmpty() ? response
					: response.transform((answer) -> answer.errors(response.getExecutionResult()
						.getErrors()
						.stream()
						.map((error) -> coded(error, request.getLocale()))
						.toList())));
	}

	/**
	 * The same with the contract's code and details, where graphql-java itself refused
	 * the question: its message, and the place that it names, stay.
	 */
	GraphQLError coded(GraphQLError error, @Nullable Locale locale) {
		if (error.getExtensions() != null && error.getExtensions().containsKey(CODE)) {
			return error;
		}
		Refusal refusal;
		if (error instanceof LimitedQuestion limited) {
			refusal = limited.refusal();
		}
		else if (error instanceof UnknownOperationException) {
			refusal = Refusal.invalid("operationName", "bad_operation");
		}
		else if (error instanceof GraphQLException && error.getErrorType() == ErrorType.ValidationError) {
			refusal = Refusal.invalid("variables", "bad_variables");
		}
		else if (QUESTION.contains(error.getErrorType())) {
			refusal = Refusal.invalid("query", "bad_query");
		}
		else {
			return error;
		}
		GraphqlErrorBuilder<?> coded = GraphqlErrorBuilder.newError();
		if (error.getLocations() != null) {
			coded.locations(error.getLocations());
		}
		return coded.message("%s", error.getMessage())
			.errorType(error.getErrorType())
			.extensions(extensions(refusal, (locale != null) ? locale : LocaleContextHolder.getLocale()))
			.build();
	}

	private GraphQLError error(Refusal refusal, DataFetchingEnvironment environment) {
		return error(GraphqlErrorBuilder.newError(environment), refusal, LocaleContextHolder.getLocale());
	}

	/** What is refused of a question as a whole. */
	GraphQLError error(Refusal refusal, Locale locale) {
		return error(GraphqlErrorBuilder.newError(), refusal, locale);
	}

	private GraphQLError error(GraphqlErrorBuilder<?> error, Refusal refusal, Locale locale) {
		return error.message("%s", this.words.summary(refusal.kind().name(), locale))
			.errorType(ErrorType.DataFetchingException)
			.extensions(extensions(refusal, locale))
			.build();
	}

	private Map<String, Object> extensions(Refusal refusal, Locale locale) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put(CODE, refusal.kind().name());
		extensions.put("details", this.words.details(refusal, locale));
		return extensions;
	}

}
