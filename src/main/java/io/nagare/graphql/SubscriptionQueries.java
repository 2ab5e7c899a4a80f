package io.nagare.graphql;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import org.reactivestreams.Publisher;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.nagare.graphql.SubscriptionMoment.Happened;
import io.nagare.shared.Refusal;

/**
 * Asks what a subscription asks: once when it begins, which checks it and tells what it
 * waits for, and again whenever that has happened. So the answer is always what the
 * caller would get if he asked now.
 */
@Component
class SubscriptionQueries {

	/** An answer comes at once, or not at all. */
	private static final Duration LONGEST = Duration.ofSeconds(20);

	private final ExecutionGraphQlService graphql;

	private final GraphqlErrors errors;

	SubscriptionQueries(ExecutionGraphQlService graphql, GraphqlErrors errors) {
		this.graphql = graphql;
		this.errors = errors;
	}

	/** Begins it, as the caller of the thread. */
	Begun begin(Question question) {
		SubscriptionMoment moment = SubscriptionMoment.beginning();
		return inLanguage(question, () -> {
			List<GraphQLError> wrong = asked(question, moment).getErrors();
			return new Begun(
					specified(wrong.stream().map((error) -> this.errors.coded(error, question.locale())).toList()),
					moment.awaited().orElse((happened) -> false));
		});
	}

	/** What is answered now that it has happened; empty where that is nothing to him. */
	Optional<Map<String, Object>> after(Question question, Happened happened) {
		return inLanguage(question, () -> {
			ExecutionResult result = asked(question, SubscriptionMoment.after(happened));
			if (!(result.<Object>getData() instanceof Publisher<?> answers)) {
				return isOutOfSight(result) ? Optional.empty() : Optional.of(result.toSpecification());
			}
			return Optional.ofNullable(Flux.from(answers).next().cast(ExecutionResult.class).block(LONGEST))
				.map(ExecutionResult::toSpecification);
		});
	}

	/** He may not read it any more, which nobody tells him. */
	private static boolean isOutOfSight(ExecutionResult result) {
		return result.getErrors()
			.stream()
			.anyMatch((error) -> error.getExtensions() != null
					&& Refusal.Kind.NOT_FOUND.name().equals(error.getExtensions().get("code")));
	}

	/** What is refused, in the words of the contract. */
	List<Map<String, Object>> refused(Refusal refusal, Question question) {
		return specified(List.of(this.errors.error(refusal, question.locale())));
	}

	private static List<Map<String, Object>> specified(List<GraphQLError> errors) {
		return errors.stream()
			.<Map<String, Object>>map((error) -> new LinkedHashMap<>(error.toSpecification()))
			.toList();
	}

	private ExecutionResult asked(Question question, SubscriptionMoment moment) {
		DefaultExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(question.query(),
				question.operationName(), question.variables(), question.extensions(), UUID.randomUUID().toString(),
				question.locale());
		request.configureExecutionInput(
				(input, builder) -> builder.graphQLContext(Map.of(SubscriptionMoment.class, moment)).build());
		ExecutionGraphQlResponse response = Mono.from(this.graphql.execute(request)).block(LONGEST);
		if (response == null) {
			throw new IllegalStateException("GraphQL answered nothing");
		}
		return response.getExecutionResult();
	}

	private static <T> T inLanguage(Question question, Supplier<T> work) {
		LocaleContext former = LocaleContextHolder.getLocaleContext();
		LocaleContextHolder.setLocale(question.locale());
		try {
			return work.get();
		}
		finally {
			LocaleContextHolder.setLocaleContext(former);
		}
	}

	/**
	 * What became of it.
	 *
	 * @param errors why it does not begin; empty where it does
	 * @param awaited what it waits for
	 */
	record Begun(List<Map<String, Object>> errors, Predicate<Happened> awaited) {
	}

}
