package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import graphql.relay.Edge;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketParts;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/**
 * Answers what is asked of tickets. What a list shows of each is read for all of them at
 * once. Everything is done on the caller's own thread, which his tenant is bound to.
 */
@Component
class TicketGraph implements RuntimeWiringConfigurer {

	private final TicketNodes nodes;

	private final TicketQueries queries;

	private final TicketActions actions;

	private final GraphJson json;

	private final CurrentCaller callers;

	TicketGraph(TicketNodes nodes, TicketQueries queries, TicketActions actions, GraphJson json,
			CurrentCaller callers) {
		this.nodes = nodes;
		this.queries = queries;
		this.actions = actions;
		this.json = json;
		this.callers = callers;
	}

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		wiring.scalar(DateTimeScalar.TYPE)
			.scalar(JsonScalar.TYPE)
			.scalar(WordScalar.named("IncidentStatus"))
			.scalar(WordScalar.named("Priority"))
			.type("Ticket",
					(type) -> type.typeResolver((environment) -> environment.getSchema()
						.getObjectType(TicketNodes.typeName(((TicketNode) environment.getObject()).kind()))))
			.type("Query",
					(type) -> type.dataFetcher("incident", one("incident"))
						.dataFetcher("incidents", list("incident"))
						.dataFetcher("problem", one("problem"))
						.dataFetcher("problems", list("problem"))
						.dataFetcher("change", one("change"))
						.dataFetcher("changes", list("change"))
						.dataFetcher("request", one("request"))
						.dataFetcher("requests", list("request"))
						.dataFetcher("ticket", orNull((environment) -> this.nodes.find(id(environment))))
						.dataFetcher("tickets", list(this::kind)))
			.type("Subscription",
					(type) -> type.dataFetcher("incidentUpdated", updated("incident"))
						.dataFetcher("newIncident", reported("incident"))
						.dataFetcher("problemUpdated", updated("problem"))
						.dataFetcher("newProblem", reported("problem"))
						.dataFetcher("changeUpdated", updated("change"))
						.dataFetcher("newChange", reported("change"))
						.dataFetcher("ticketUpdated", updated((id) -> this.nodes.find(id)))
						.dataFetcher("newTicket", reported(this::kind)))
			.type("WorkNote",
					(type) -> type.defaultDataFetcher(this.json::property)
						.dataFetcher("isPublic", (environment) -> "Y"
							.equals(((TicketParts.Note) Objects.requireNonNull(environment.getSource())).isPublic())))
			.type("Attachment", (type) -> type.defaultDataFetcher(this.json::property))
			.type("HistoryEntry", (type) -> type.defaultDataFetcher(this.json::property))
			.type("User", (type) -> type.defaultDataFetcher(this.json::property))
			.type("Team", (type) -> type.defaultDataFetcher(this.json::property))
			.type("Category", (type) -> type.defaultDataFetcher(this.json::property))
			.type("SLA",
					(type) -> type.dataFetcher("state", (environment) -> node(environment).fields().get("sla_state"))
						.defaultDataFetcher(
								(environment) -> node(environment).field(environment.getField().getName())));
		TicketNodes.ALL.forEach((name) -> wiring.type(name, this::ticket));
	}

	private TypeRuntimeWiring.Builder ticket(TypeRuntimeWiring.Builder type) {
		TicketPartLoaders.PARTS.forEach((part) -> type.dataFetcher(part,
				(environment) -> environment.<TicketPartLoaders.Key, Object>getDataLoader(part)
					.load(key(node(environment)))));
		return type.dataFetcher("sla", DataFetchingEnvironment::getSource)
			.dataFetcher("actions", this::actions)
			.defaultDataFetcher((environment) -> node(environment).field(environment.getField().getName()));
	}

	/**
	 * The choices of its forms are each ticket's own; without them all are read at once.
	 */
	private CompletableFuture<List<Object>> actions(DataFetchingEnvironment environment) {
		TicketNode node = node(environment);
		CompletableFuture<List<ActionView>> views = environment.getSelectionSet().contains("fields")
				? CompletableFuture.completedFuture(this.actions.views(node.id()))
				: environment.<TicketPartLoaders.Key, List<ActionView>>getDataLoader(TicketPartLoaders.ACTIONS)
					.load(key(node));
		return views.thenApply((found) -> found.stream().map(this::action).toList());
	}

	private TicketPartLoaders.Key key(TicketNode node) {
		return new TicketPartLoaders.Key(node.id(), this.callers.require().may(node.kind() + ":read"));
	}

	private Object action(ActionView action) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("name", action.name());
		shown.put("label", Map.of("ja", action.label().ja(), "en", action.label().en()));
		shown.put("leadsTo", action.leadsTo());
		shown.put("fields", this.json.plain(action.fields()));
		return shown;
	}

	private static TicketNode node(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.getSource());
	}

	private TicketType<?, ?> kind(DataFetchingEnvironment environment) {
		return this.nodes.type(Objects.requireNonNull(environment.<String>getArgument("kind")));
	}

	private static String id(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.<String>getArgument("id"));
	}

	private DataFetcher<@Nullable Object> one(String kind) {
		return orNull((environment) -> this.nodes.find(this.nodes.type(kind), id(environment)));
	}

	/** A ticket that nobody shows him is none. */
	private static DataFetcher<@Nullable Object> orNull(
			Function<DataFetchingEnvironment, Optional<TicketNode>> finding) {
		return (environment) -> finding.apply(environment).orElse(null);
	}

	private DataFetcher<Object> list(String kind) {
		return list((environment) -> this.nodes.type(kind));
	}

	private DataFetcher<Object> list(Function<DataFetchingEnvironment, TicketType<?, ?>> kind) {
		return (environment) -> {
			TicketType<?, ?> type = kind.apply(environment);
			TicketListing listing = ListingReader.of(environment);
			Paged<? extends TicketRow> page = this.queries.page(type, listing);
			List<Edge<TicketNode>> edges = page.items()
				.stream()
				.map((row) -> TicketConnection.edge(this.nodes.of(type, row), ListingReader.cursor(page, row)))
				.toList();
			@Nullable Integer total = environment.getSelectionSet().contains("totalCount") ? (int) Math.min(Paged.COUNT_LIMIT,
					this.queries.counts(List.of(new TicketQueries.Wanted(type, listing))).get(0)) : null;
			return TicketConnection.of(edges, ListingReader.hasPrevious(environment), ListingReader.next(page), total);
		};
	}

	private DataFetcher<Publisher<TicketNode>> updated(String kind) {
		return updated((id) -> this.nodes.find(this.nodes.type(kind), id));
	}

	/** The ticket of that id, after each change of it. */
	private static DataFetcher<Publisher<TicketNode>> updated(Function<String, Optional<TicketNode>> finding) {
		return (environment) -> {
			SubscriptionMoment moment = SubscriptionMoment.of(environment);
			if (moment.isBeginning()) {
				UUID id = finding.apply(id(environment)).orElseThrow(Refusal::notFound).id();
				moment.waitsFor((happened) -> happened.ticket().equals(id) && !happened.isReport());
				return Flux.empty();
			}
			return Flux.just(finding.apply(moment.ticket().toString()).orElseThrow(Refusal::notFound));
		};
	}

	private DataFetcher<Publisher<TicketNode>> reported(String kind) {
		return reported((environment) -> this.nodes.type(kind));
	}

	/** Each ticket that is reported and fits the filter as it then is. */
	private DataFetcher<Publisher<TicketNode>> reported(Function<DataFetchingEnvironment, TicketType<?, ?>> kind) {
		return (environment) -> {
			SubscriptionMoment moment = SubscriptionMoment.of(environment);
			TicketType<?, ?> type = kind.apply(environment);
			TicketListing listing = ListingReader.of(environment);
			if (moment.isBeginning()) {
				this.callers.requireMember();
				this.queries.check(type, listing);
				moment.waitsFor((happened) -> happened.isReportOf(type.kind()));
				return Flux.empty();
			}
			return Flux.fromStream(this.queries.among(type, listing, moment.ticket()).stream())
				.map((row) -> this.nodes.of(type, row));
		};
	}

}
