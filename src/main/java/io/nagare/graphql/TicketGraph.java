package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
import io.nagare.shared.IfMatch;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
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

	private static final String PAGE = "page-";

	private final TicketQueries queries;

	private final TicketService service;

	private final Tickets tickets;

	private final TicketActions actions;

	private final TicketTypes types;

	private final GraphJson json;

	private final CurrentCaller callers;

	TicketGraph(TicketQueries queries, TicketService service, Tickets tickets, TicketActions actions, TicketTypes types,
			GraphJson json, CurrentCaller callers) {
		this.queries = queries;
		this.service = service;
		this.tickets = tickets;
		this.actions = actions;
		this.types = types;
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
						.getObjectType(typeName(((Node) environment.getObject()).kind()))))
			.type("Query",
					(type) -> type.dataFetcher("incident", one("incident"))
						.dataFetcher("incidents", list("incident"))
						.dataFetcher("problem", one("problem"))
						.dataFetcher("problems", list("problem"))
						.dataFetcher("change", one("change"))
						.dataFetcher("changes", list("change")))
			.type("Mutation",
					(type) -> type.dataFetcher("createIncident", this::create)
						.dataFetcher("updateIncident", this::update)
						.dataFetcher("assignIncident", this::assign)
						.dataFetcher("performIncidentAction", this::perform))
			.type("Subscription",
					(type) -> type.dataFetcher("incidentUpdated", updated("incident"))
						.dataFetcher("newIncident", reported("incident"))
						.dataFetcher("problemUpdated", updated("problem"))
						.dataFetcher("newProblem", reported("problem"))
						.dataFetcher("changeUpdated", updated("change"))
						.dataFetcher("newChange", reported("change")))
			.type("Incident", this::ticket)
			.type("Problem", this::ticket)
			.type("Change", this::ticket)
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
	}

	private TypeRuntimeWiring.Builder ticket(TypeRuntimeWiring.Builder type) {
		TicketPartLoaders.PARTS.forEach((part) -> type.dataFetcher(part,
				(environment) -> environment.<TicketPartLoaders.Key, Object>getDataLoader(part)
					.load(key(node(environment)))));
		return type.dataFetcher("sla", DataFetchingEnvironment::getSource)
			.dataFetcher("actions",
					(environment) -> this.actions.views(node(environment).id()).stream().map(this::action).toList())
			.defaultDataFetcher((environment) -> node(environment).field(environment.getField().getName()));
	}

	private TicketPartLoaders.Key key(Node node) {
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

	private static String typeName(String kind) {
		return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
	}

	private static Node node(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.getSource());
	}

	private DataFetcher<@Nullable Object> one(String kind) {
		return (environment) -> {
			try {
				return node(this.types.of(kind), id(environment));
			}
			catch (Refusal refusal) {
				if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
					return null;
				}
				throw refusal;
			}
		};
	}

	private static String id(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.<String>getArgument("id"));
	}

	private Node node(TicketType<?, ?> type, String idOrNumber) {
		UUID id = this.tickets.find(type, idOrNumber).id();
		return node(type.kind(), this.queries.one(type, id));
	}

	private Node node(String kind, TicketRow row) {
		return new Node(row.ticket().id(), kind, row.ticket().number(), row.version(), this.json.fields(row));
	}

	private DataFetcher<Object> list(String kind) {
		return (environment) -> {
			TicketType<?, ?> type = this.types.of(kind);
			TicketListing listing = listing(environment);
			Paged<? extends TicketRow> page = this.queries.page(type, listing);
			List<Node> nodes = page.items().stream().map((row) -> node(kind, row)).toList();
			Map<String, @Nullable Object> connection = new LinkedHashMap<>();
			connection.put("nodes", nodes);
			connection.put("edges", nodes.stream().map((node) -> Map.of("node", node)).toList());
			Map<String, @Nullable Object> pageInfo = new LinkedHashMap<>();
			@Nullable String next = next(page);
			pageInfo.put("hasNextPage", next != null);
			pageInfo.put("endCursor", next);
			connection.put("pageInfo", pageInfo);
			if (environment.getSelectionSet().contains("totalCount")) {
				connection.put("totalCount", Math.min(Paged.COUNT_LIMIT,
						this.queries.counts(List.of(new TicketQueries.Wanted(type, listing))).get(0)));
			}
			return connection;
		};
	}

	/** The ticket of that id, after each change of it. */
	private DataFetcher<Publisher<Node>> updated(String kind) {
		return (environment) -> {
			SubscriptionMoment moment = SubscriptionMoment.of(environment);
			TicketType<?, ?> type = this.types.of(kind);
			if (moment.isBeginning()) {
				UUID id = this.tickets.find(type, id(environment)).id();
				moment.waitsFor((happened) -> happened.ticket().equals(id) && !happened.isReport());
				return Flux.empty();
			}
			return Flux.just(node(type, moment.ticket().toString()));
		};
	}

	/** Each ticket that is reported and fits the filter as it then is. */
	private DataFetcher<Publisher<Node>> reported(String kind) {
		return (environment) -> {
			SubscriptionMoment moment = SubscriptionMoment.of(environment);
			TicketType<?, ?> type = this.types.of(kind);
			TicketListing listing = listing(environment);
			if (moment.isBeginning()) {
				this.callers.requireMember();
				this.queries.check(type, listing);
				moment.waitsFor((happened) -> happened.isReportOf(kind));
				return Flux.empty();
			}
			return Flux.fromStream(this.queries.among(type, listing, moment.ticket()).stream())
				.map((row) -> node(kind, row));
		};
	}

	/** Where the next page begins; of a list in an order of its own, its number. */
	private static @Nullable String next(Paged<?> page) {
		if (page.page() == 0) {
			return page.nextCursor();
		}
		return ((long) page.page() * page.size() < page.total()) ? PAGE + (page.page() + 1) : null;
	}

	private static int number(String after) {
		if (after.isEmpty()) {
			return 1;
		}
		if (!after.matches(PAGE + "\\d{1,6}")) {
			throw Refusal.invalid("after", "invalid");
		}
		return Integer.parseInt(after.substring(PAGE.length()));
	}

	private TicketListing listing(DataFetchingEnvironment environment) {
		Map<String, Object> filter = Objects.requireNonNullElse(environment.getArgument("filter"), Map.of());
		Map<String, Object> pagination = Objects.requireNonNullElse(environment.getArgument("pagination"), Map.of());
		List<Map<String, Object>> sort = Objects.requireNonNullElse(environment.getArgument("sort"), List.of());
		String order = sort.stream()
			.map((one) -> (Boolean.TRUE.equals(one.get("descending")) ? "-" : "")
					+ GraphJson.snakeCase(String.valueOf(one.get("field"))))
			.collect(Collectors.joining(","));
		String after = Objects.requireNonNullElse((String) pagination.get("after"), "");
		Map<String, @Nullable Object> said = new LinkedHashMap<>();
		filter.forEach((name, value) -> said.put(name, value));
		return new TicketListing(words(said, "status"), words(said, "priority"), words(said, "phase"), null,
				uuid(said, "assigneeId"), uuid(said, "teamId"), uuid(said, "categoryId"), uuid(said, "reporterId"),
				uuid(said, "ciId"), moment(said, "createdAfter"), moment(said, "createdBefore"), null, null,
				(said.get("q") != null) ? String.valueOf(said.get("q")) : null, null,
				order.isEmpty() ? null : number(after), (Integer) pagination.get("first"),
				order.isEmpty() ? null : order, order.isEmpty() ? after : null);
	}

	private static @Nullable List<String> words(Map<String, @Nullable Object> said, String name) {
		return (said.get(name) instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : null;
	}

	private static @Nullable UUID uuid(Map<String, @Nullable Object> said, String name) {
		Object value = said.get(name);
		return (value != null) ? Tickets.uuid(value.toString(), GraphJson.snakeCase(name)) : null;
	}

	private static java.time.@Nullable Instant moment(Map<String, @Nullable Object> said, String name) {
		Object value = said.get(name);
		return (value != null) ? java.time.Instant.parse(value.toString()) : null;
	}

	private Object create(DataFetchingEnvironment environment) {
		TicketType<?, ?> type = this.types.of("incident");
		return payload(type, this.service.report(type, this.json.said(type, environment.getArgument("input"))));
	}

	private Object update(DataFetchingEnvironment environment) {
		return patched(environment, environment.getArgument("input"));
	}

	private Object assign(DataFetchingEnvironment environment) {
		return patched(environment, Map.of("assigneeId", environment.<Object>getArgument("assigneeId")));
	}

	private Object patched(DataFetchingEnvironment environment, Map<String, Object> input) {
		TicketType<?, ?> type = this.types.of("incident");
		return payload(type, this.service.patch(type, id(environment), this.json.said(type, input), IfMatch.ANY));
	}

	private Object perform(DataFetchingEnvironment environment) {
		TicketType<?, ?> type = this.types.of("incident");
		Object fields = Optional.ofNullable(environment.getArgument("fields")).orElse(Map.of());
		if (!(fields instanceof Map<?, ?>)) {
			throw Refusal.invalid("fields", "wrong_type", "object");
		}
		Map<String, Object> given = new LinkedHashMap<>();
		((Map<?, ?>) fields).forEach((name, value) -> given.put(String.valueOf(name), value));
		return payload(type, this.service.perform(type, id(environment), new TicketActions.Wanted(
				Objects.requireNonNull(environment.<String>getArgument("action")), null, given), IfMatch.ANY));
	}

	private Object payload(TicketType<?, ?> type, TicketRow row) {
		return Map.of("incident", node(type.kind(), row));
	}

	/** A ticket, of which more is read as it is asked for. */
	record Node(UUID id, String kind, String number, long version, Map<String, @Nullable Object> fields) {

		@Nullable Object field(String name) {
			return switch (name) {
				case "number" -> this.number;
				case "version" -> this.version;
				default -> this.fields.get(GraphJson.snakeCase(name));
			};
		}

	}

}
