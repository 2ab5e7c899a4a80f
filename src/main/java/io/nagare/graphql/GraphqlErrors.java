package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

/** Says in the contract's codes, and in the caller's language, what was refused. */
@Component
class GraphqlErrors extends DataFetcherExceptionResolverAdapter {

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

	private GraphQLError error(Refusal refusal, DataFetchingEnvironment environment) {
		return error(GraphqlErrorBuilder.newError(environment), refusal, LocaleContextHolder.getLocale());
	}

	/** What is refused of a question as a whole. */
	GraphQLError error(Refusal refusal, Locale locale) {
		return error(GraphqlErrorBuilder.newError(), refusal, locale);
	}

	private GraphQLError error(GraphqlErrorBuilder<?> error, Refusal refusal, Locale locale) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", refusal.kind().name());
		extensions.put("details", this.words.details(refusal, locale));
		return error.message("%s", this.words.summary(refusal.kind().name(), locale))
			.errorType(ErrorType.DataFetchingException)
			.extensions(extensions)
			.build();
	}

}
