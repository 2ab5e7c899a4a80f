package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.directory.UserManagement;
import io.nagare.shared.PageQuery;
import io.nagare.ticket.Tickets;

/** Answers what is asked of the tenant's people and teams, for who may read them. */
@Component
class DirectoryGraph implements RuntimeWiringConfigurer {

	private static final int MOST_PEOPLE = 50;

	private static final String MEMBERS = "members";

	private static final String OF_USERS = "user:read";

	private static final String OF_TEAMS = "team:read";

	private final DirectoryQueries directory;

	private final UserManagement people;

	private final GraphJson json;

	private final CurrentCaller callers;

	DirectoryGraph(DirectoryQueries directory, UserManagement people, GraphJson json, CurrentCaller callers,
			BatchLoaderRegistry loaders) {
		this.directory = directory;
		this.people = people;
		this.json = json;
		this.callers = callers;
		loaders.<UUID, List<User>>forName(MEMBERS).registerMappedBatchLoader((teams, environment) -> {
			List<User> all = directory.membersOf(teams);
			Map<UUID, Set<UUID>> teamsOf = directory.teamsOf(all.stream().map(User::id).toList());
			return Mono.just(teams.stream()
				.collect(Collectors.toMap((team) -> team,
						(team) -> all.stream()
							.filter((user) -> teamsOf.getOrDefault(user.id(), Set.of()).contains(team))
							.toList())));
		});
	}

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		wiring
			.type("Query",
					(type) -> type.dataFetcher("user", this::user)
						.dataFetcher("users", this::users)
						.dataFetcher("team", this::team)
						.dataFetcher("teams", this::teams))
			.type("TeamDetail",
					(type) -> type.dataFetcher(MEMBERS, this::members).defaultDataFetcher(this.json::property));
	}

	private @Nullable Object user(DataFetchingEnvironment environment) {
		demand(OF_USERS);
		return this.directory.user(id(environment)).map(DirectoryGraph::person).orElse(null);
	}

	private Object users(DataFetchingEnvironment environment) {
		demand(OF_USERS);
		return this.people
			.list(this.callers.require(), new PageQuery(1, MOST_PEOPLE, List.of(), null),
					environment.getArgument("query"), UserManagement.UserNarrowing.ACTIVE)
			.items()
			.stream()
			.map(DirectoryGraph::person)
			.toList();
	}

	private @Nullable Object team(DataFetchingEnvironment environment) {
		demand(OF_TEAMS);
		return this.directory.team(id(environment)).map(DirectoryGraph::group).orElse(null);
	}

	private Object teams(DataFetchingEnvironment environment) {
		demand(OF_TEAMS);
		return this.directory.teams().stream().map(DirectoryGraph::group).toList();
	}

	private CompletableFuture<List<Map<String, @Nullable Object>>> members(DataFetchingEnvironment environment) {
		demand(OF_USERS);
		UUID team = (UUID) Objects
			.requireNonNull(((Map<?, ?>) Objects.requireNonNull(environment.getSource())).get("id"));
		return environment.<UUID, List<User>>getDataLoader(MEMBERS)
			.load(team)
			.thenApply((found) -> found.stream().map(DirectoryGraph::person).toList());
	}

	private void demand(String permission) {
		this.callers.requireMember().demand(permission);
	}

	private static UUID id(DataFetchingEnvironment environment) {
		return Tickets.uuid(Objects.requireNonNull(environment.<String>getArgument("id")), "id");
	}

	/** What everybody who may read people sees of one. */
	private static Map<String, @Nullable Object> person(User user) {
		Map<String, @Nullable Object> person = new LinkedHashMap<>();
		person.put("id", user.id());
		person.put("username", user.username());
		person.put("first_name", user.firstName());
		person.put("last_name", user.lastName());
		return person;
	}

	private static Map<String, @Nullable Object> group(Team team) {
		Map<String, @Nullable Object> group = new LinkedHashMap<>();
		group.put("id", team.id());
		group.put("name", team.name());
		group.put("description", team.description());
		group.put("is_active", team.isActive());
		group.put("manager_id", team.manager().orElse(null));
		return group;
	}

}
