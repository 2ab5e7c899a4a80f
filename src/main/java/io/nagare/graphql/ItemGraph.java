package io.nagare.graphql;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Tickets;

/** Answers what is asked of configuration items. */
@Component
class ItemGraph implements RuntimeWiringConfigurer {

	private static final int MOST_ITEMS = 50;

	private static final int MOST_TYPES = 20;

	private static final String ITEMS = "items";

	private final Cmdb cmdb;

	private final GraphJson json;

	private final CurrentCaller callers;

	ItemGraph(Cmdb cmdb, GraphJson json, CurrentCaller callers, BatchLoaderRegistry loaders) {
		this.cmdb = cmdb;
		this.json = json;
		this.callers = callers;
		loaders.<UUID, ConfigurationItem>forName(ITEMS)
			.registerMappedBatchLoader((ids, environment) -> Mono.just(items(ids)));
	}

	private Map<UUID, ConfigurationItem> items(Collection<UUID> ids) {
		return this.cmdb.items(ids).stream().collect(Collectors.toMap(ConfigurationItem::id, (item) -> item));
	}

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		wiring.scalar(WordScalar.named("CIType"))
			.type("Query",
					(type) -> type.dataFetcher("ci", this::item)
						.dataFetcher("searchCIs", this::searchItems)
						.dataFetcher("services", this::services))
			.type("ConfigurationItem", (type) -> type.defaultDataFetcher(this.json::property));
		for (String ticket : TicketNodes.ALL) {
			wiring.type(ticket, (type) -> type.dataFetcher("relatedCIs", this::relatedItems));
		}
	}

	private CompletableFuture<List<ConfigurationItem>> relatedItems(DataFetchingEnvironment environment) {
		if (!(((TicketNode) Objects.requireNonNull(environment.getSource())).fields()
			.get("ci_ids") instanceof List<?> ids)) {
			return CompletableFuture.completedFuture(List.of());
		}
		return environment.<UUID, ConfigurationItem>getDataLoader(ITEMS)
			.loadMany(ids.stream().map((id) -> UUID.fromString(String.valueOf(id))).toList())
			.thenApply((found) -> found.stream().filter(Objects::nonNull).toList());
	}

	private @Nullable Object item(DataFetchingEnvironment environment) {
		this.callers.requireMember().demand("cmdb:read");
		return this.cmdb.item(Tickets.uuid(Objects.requireNonNull(environment.<String>getArgument("id")), "id"))
			.orElse(null);
	}

	private Object services(DataFetchingEnvironment environment) {
		this.callers.requireMember().demand("cmdb:read");
		return this.cmdb.services();
	}

	private Object searchItems(DataFetchingEnvironment environment) {
		this.callers.requireMember().demand("cmdb:read");
		String query = environment.getArgument("query");
		List<String> wanted = Objects.requireNonNullElse(environment.getArgument("types"), List.of());
		if (wanted.size() > MOST_TYPES) {
			throw Refusal.invalid("types", "too_many", MOST_TYPES);
		}
		return wanted.isEmpty() ? items(query, null)
				: wanted.stream()
					.distinct()
					.flatMap((type) -> items(query, type).stream())
					.sorted(Comparator.comparing(ConfigurationItem::name))
					.limit(MOST_ITEMS)
					.toList();
	}

	private List<ConfigurationItem> items(@Nullable String query, @Nullable String type) {
		return this.cmdb.search(query, type, new PageQuery(1, MOST_ITEMS, List.of(), null)).items();
	}

}
