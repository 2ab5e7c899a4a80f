package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

import io.nagare.shared.PlainJson;
import io.nagare.shared.Refusal;

/**
 * Answers queries that clients send by GET, as GraphQL over HTTP defines it. Mutations
 * and subscriptions are answered 405, so that a link never changes anything. Refuses
 * automatic persisted queries in the form that makes Apollo send the whole query.
 */
@Component
class GetQueries extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {

	/** What Spring puts in place of a query that a client names by its hash alone. */
	private static final String PERSISTED = "PersistedQueryMarker";

	private static final String BY_GET = GetQueries.class.getName();

	/** A query by GET, in the form of a POST, so that the same bounds hold for both. */
	static ServerResponse answer(ServerRequest request, GraphQlHttpHandler handler)
			throws HttpRequestMethodNotSupportedException, ServletException {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		request.param("query").ifPresent((query) -> body.put("query", query));
		request.param("operationName").ifPresent((name) -> body.put("operationName", name));
		for (String name : List.of("variables", "extensions")) {
			body.put(name, object(name, request.param(name).orElse("")));
		}
		boolean persisted = body.get("extensions") instanceof JsonNode said && said.path("persistedQuery").isObject();
		if (!body.containsKey("query") && !persisted) {
			throw Refusal.invalid("query", "required");
		}
		Moment moment = new Moment();
		ServerResponse answer = handler.handleRequest(ServerRequest.from(request)
			.headers((headers) -> headers.setContentType(MediaType.APPLICATION_JSON))
			.attribute(BY_GET, moment)
			.body(written(body))
			.build());
		if (moment.refused) {
			throw new HttpRequestMethodNotSupportedException(request.method().name(), List.of(HttpMethod.POST.name()));
		}
		return answer;
	}

	private static @Nullable JsonNode object(String field, String said) {
		if (said.isBlank()) {
			return null;
		}
		try {
			JsonNode read = PlainJson.MAPPER.readTree(said);
			if (read.isObject() || read.isNull()) {
				return read;
			}
		}
		catch (JsonProcessingException ex) {
			// refused below
		}
		throw Refusal.invalid(field, "wrong_type", "object");
	}

	private static byte[] written(Map<String, @Nullable Object> body) {
		try {
			return PlainJson.MAPPER.writeValueAsBytes(body);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (request.getDocument().equals(PERSISTED)) {
			return Mono.just(new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(),
					ExecutionResult.newExecutionResult()
						.addError(GraphqlErrorBuilder.newError()
							.message("PersistedQueryNotSupported")
							.extensions(Map.of("code", "PERSISTED_QUERY_NOT_SUPPORTED"))
							.build())
						.build())));
		}
		if (request.getAttributes().get(BY_GET) instanceof Moment moment) {
			request.configureExecutionInput(
					(input, builder) -> builder.graphQLContext(Map.of(Moment.class, moment)).build());
		}
		return chain.next(request);
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		Moment moment = parameters.getExecutionContext().getGraphQLContext().get(Moment.class);
		boolean query = parameters.getExecutionContext().getOperationDefinition().getOperation() == Operation.QUERY;
		if (moment != null && !query) {
			moment.refused = true;
			throw new LimitedQuestion("Not a query", Refusal.invalid("query", "bad_query"));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	/** One request by GET. */
	private static final class Moment {

		private volatile boolean refused;

	}

}
