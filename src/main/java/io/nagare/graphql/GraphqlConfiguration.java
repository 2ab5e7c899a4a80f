package io.nagare.graphql;

import java.time.Duration;
import java.util.Map;

import graphql.analysis.FieldComplexityEnvironment;
import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.graphql.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import io.nagare.directory.CurrentCaller;

/** No question asks for more than a screen could show. */
@Configuration(proxyBeanMethods = false)
class GraphqlConfiguration {

	/** A hundred tickets with all that they show cost about so much. */
	private static final int DEAREST = 8_000;

	private static final Duration LONGEST = Duration.ofSeconds(15);

	private static final int USUAL_PAGE = 20;

	@Bean
	GraphQlSourceBuilderCustomizer boundedDocuments(QuestionBounds bounds) {
		return (source) -> source.configureGraphQl((graphql) -> graphql.preparsedDocumentProvider(bounds));
	}

	@Bean
	Instrumentation deadline() {
		return new QuestionDeadline(LONGEST, System::nanoTime);
	}

	@Bean
	Instrumentation costLimit() {
		return new LimitedQuestion.Cost(DEAREST, GraphqlConfiguration::cost);
	}

	/** Before Spring's own, which answers each GET 405 without a body. */
	@Bean
	@Order(-1)
	RouterFunction<ServerResponse> queriesByGet(GraphQlHttpHandler handler, CurrentCaller callers) {
		return RouterFunctions.route().GET("/graphql", (request) -> {
			callers.require();
			return GetQueries.answer(request, handler);
		}).build();
	}

	/**
	 * What a list shows costs as often as it shows it. What is asked for or done at all
	 * costs much more than a field of it, however little is shown: by other names it
	 * could be asked for a thousand times.
	 */
	private static int cost(FieldComplexityEnvironment field, int children) {
		long times = switch (field.getFieldDefinition().getName()) {
			case "incidents", "problems", "changes", "requests", "tickets" ->
				size(field.getArguments().get("pagination"));
			case "searchCIs", "services", "users", "teams", "members" -> USUAL_PAGE;
			case "workNotes", "attachments", "history", "relatedCIs", "actions" -> 3;
			default -> 1;
		};
		long own = switch (GraphQLTypeUtil.simplePrint(field.getParentType())) {
			case "Query" -> 50;
			case "Mutation" -> 300;
			default -> field.getFieldDefinition().getName().equals("totalCount") ? 100 : 1;
		};
		return (int) Math.min(Integer.MAX_VALUE / 2, own + times * children);
	}

	private static long size(@Nullable Object pagination) {
		Object first = (pagination instanceof Map<?, ?> said) ? said.get("first") : null;
		return (first instanceof Number number) ? Math.max(1, number.longValue()) : USUAL_PAGE;
	}

}
