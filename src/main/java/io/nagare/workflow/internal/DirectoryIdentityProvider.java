package io.nagare.workflow.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.GroupQueryProperty;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.TenantQueryProperty;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryProperty;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TenantEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;

import io.nagare.identity.Directory;
import io.nagare.identity.Roles;
import io.nagare.identity.Tenants;
import io.nagare.identity.User;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.Groups;

/**
 * The people of the bound tenant as the engine's identities. All criteria of a query are
 * honoured or refused, and so are order and page. Passwords are not ours to check here:
 * sign-in happens before.
 */
final class DirectoryIdentityProvider implements ReadOnlyIdentityProvider {

	private static final String ID = UserQueryProperty.USER_ID.getName();

	private static final Map<String, Function<org.camunda.bpm.engine.identity.User, String>> USER_COLUMNS = Map.of(ID,
			org.camunda.bpm.engine.identity.User::getId, UserQueryProperty.FIRST_NAME.getName(),
			org.camunda.bpm.engine.identity.User::getFirstName, UserQueryProperty.LAST_NAME.getName(),
			org.camunda.bpm.engine.identity.User::getLastName, UserQueryProperty.EMAIL.getName(),
			org.camunda.bpm.engine.identity.User::getEmail);

	private static final Map<String, Function<Group, String>> GROUP_COLUMNS = Map.of(ID, Group::getId,
			GroupQueryProperty.NAME.getName(), Group::getName, GroupQueryProperty.TYPE.getName(), Group::getType);

	private static final Map<String, Function<org.camunda.bpm.engine.identity.Tenant, String>> TENANT_COLUMNS = Map.of(
			ID, org.camunda.bpm.engine.identity.Tenant::getId, TenantQueryProperty.NAME.getName(),
			org.camunda.bpm.engine.identity.Tenant::getName);

	private final Directory directory;

	private final Tenants tenants;

	DirectoryIdentityProvider(Directory directory, Tenants tenants) {
		this.directory = directory;
		this.tenants = tenants;
	}

	@Override
	public org.camunda.bpm.engine.identity.@Nullable User findUserById(String userId) {
		return this.directory.userByUsername(userId).filter(User::isActive).map(this::entity).orElse(null);
	}

	@Override
	public UserQuery createUserQuery() {
		return createUserQuery(executor());
	}

	@Override
	public UserQuery createUserQuery(CommandContext context) {
		return createUserQuery(executor());
	}

	private UserQuery createUserQuery(CommandExecutor executor) {
		return new UserQueryImpl(executor) {

			private static final long serialVersionUID = 1L;

			@Override
			public UserQuery potentialStarter(String definitionId) {
				throw new BadUserRequestException("Nobody starts processes by himself: potentialStarter is not known");
			}

			@Override
			public long executeCount(CommandContext context) {
				return users(this).size();
			}

			@Override
			public List<org.camunda.bpm.engine.identity.User> executeList(CommandContext context, @Nullable Page page) {
				return page(users(this), this, USER_COLUMNS);
			}

		};
	}

	private List<org.camunda.bpm.engine.identity.User> users(UserQueryImpl query) {
		Collection<User> candidates = (query.getId() != null)
				? this.directory.userByUsername(query.getId()).stream().toList()
				: this.directory.withRoles(Roles.all());
		var teams = this.directory.teamsOf(candidates.stream().map(User::id).toList());
		Predicate<User> wanted = (user) -> user.isActive() && in(query.getIds(), user.username())
				&& equal(query.getFirstName(), user.firstName()) && like(query.getFirstNameLike(), user.firstName())
				&& equal(query.getLastName(), user.lastName()) && like(query.getLastNameLike(), user.lastName())
				&& equal(query.getEmail(), user.email()) && like(query.getEmailLike(), user.email())
				&& (query.getGroupId() == null
						|| Groups.of(user.role(), teams.getOrDefault(user.id(), Set.of())).contains(query.getGroupId()))
				&& (query.getTenantId() == null || query.getTenantId().equals(slug(user)));
		return candidates.stream().filter(wanted).<org.camunda.bpm.engine.identity.User>map(this::entity).toList();
	}

	private @Nullable String slug(User user) {
		return user.tenant().flatMap(this.tenants::byId).map(TenantId::slug).orElse(null);
	}

	private UserEntity entity(User user) {
		UserEntity entity = new UserEntity(user.username());
		entity.setFirstName(user.firstName());
		entity.setLastName(user.lastName());
		entity.setEmail(user.email());
		return entity;
	}

	@Override
	public NativeUserQuery createNativeUserQuery() {
		throw new BadUserRequestException("Users cannot be queried by SQL");
	}

	@Override
	public boolean checkPassword(String userId, String password) {
		return false;
	}

	@Override
	public @Nullable Group findGroupById(String groupId) {
		return groups().filter((group) -> group.getId().equals(groupId)).findFirst().orElse(null);
	}

	@Override
	public GroupQuery createGroupQuery() {
		return createGroupQuery(executor());
	}

	@Override
	public GroupQuery createGroupQuery(CommandContext context) {
		return createGroupQuery(executor());
	}

	private GroupQuery createGroupQuery(CommandExecutor executor) {
		return new GroupQueryImpl(executor) {

			private static final long serialVersionUID = 1L;

			@Override
			public GroupQuery potentialStarter(String definitionId) {
				throw new BadUserRequestException("Nobody starts processes by himself: potentialStarter is not known");
			}

			@Override
			public long executeCount(CommandContext context) {
				return groups(this).size();
			}

			@Override
			public List<Group> executeList(CommandContext context, @Nullable Page page) {
				return page(groups(this), this, GROUP_COLUMNS);
			}

		};
	}

	private List<Group> groups(GroupQueryImpl query) {
		Set<String> ofUser = (query.getUserId() != null) ? groupsOf(query.getUserId()) : Set.of();
		return groups()
			.filter((group) -> equal(query.getId(), group.getId()) && in(query.getIds(), group.getId())
					&& equal(query.getName(), group.getName()) && like(query.getNameLike(), group.getName())
					&& equal(query.getType(), group.getType())
					&& (query.getUserId() == null || ofUser.contains(group.getId()))
					&& (query.getTenantId() == null || query.getTenantId().equals(boundSlug())))
			.toList();
	}

	private Set<String> groupsOf(String username) {
		return this.directory.userByUsername(username)
			.map((user) -> Groups.of(user.role(),
					this.directory.teamsOf(List.of(user.id())).getOrDefault(user.id(), Set.<UUID>of())))
			.orElse(Set.of());
	}

	private Stream<Group> groups() {
		Stream<Group> roles = Stream.concat(Stream.of(group(Groups.AGENTS, Groups.AGENTS, "ROLE")),
				Roles.all().stream().map((role) -> group(Groups.role(role), role, "ROLE")));
		Stream<Group> teams = this.directory.teams()
			.stream()
			.map((team) -> group(Groups.team(team.id()), team.name(), "TEAM"));
		return Stream.concat(roles, teams);
	}

	private static Group group(String id, String name, String type) {
		GroupEntity group = new GroupEntity(id);
		group.setName(name);
		group.setType(type);
		return group;
	}

	@Override
	public org.camunda.bpm.engine.identity.@Nullable Tenant findTenantById(String tenantId) {
		return tenantId.equals(boundSlug()) ? tenant(tenantId) : null;
	}

	@Override
	public TenantQuery createTenantQuery() {
		return createTenantQuery(executor());
	}

	@Override
	public TenantQuery createTenantQuery(CommandContext context) {
		return createTenantQuery(executor());
	}

	/** A caller sees one tenant, his own. */
	private TenantQuery createTenantQuery(CommandExecutor executor) {
		return new TenantQueryImpl(executor) {

			private static final long serialVersionUID = 1L;

			@Override
			public long executeCount(CommandContext context) {
				return tenants(this).size();
			}

			@Override
			public List<org.camunda.bpm.engine.identity.Tenant> executeList(CommandContext context,
					@Nullable Page page) {
				return page(tenants(this), this, TENANT_COLUMNS);
			}

		};
	}

	private List<org.camunda.bpm.engine.identity.Tenant> tenants(TenantQueryImpl query) {
		String slug = boundSlug();
		boolean wanted = slug != null && equal(query.getId(), slug) && in(query.getIds(), slug)
				&& equal(query.getName(), slug) && like(query.getNameLike(), slug)
				&& (query.getUserId() == null || this.directory.userByUsername(query.getUserId()).isPresent())
				&& (query.getGroupId() == null || findGroupById(query.getGroupId()) != null);
		return (slug != null && wanted) ? List.of(tenant(slug)) : List.of();
	}

	private static org.camunda.bpm.engine.identity.Tenant tenant(String slug) {
		TenantEntity tenant = new TenantEntity(slug);
		tenant.setName(slug);
		return tenant;
	}

	private static @Nullable String boundSlug() {
		return Tenancy.current().map(TenantId::slug).orElse(null);
	}

	private static CommandExecutor executor() {
		return Context.getProcessEngineConfiguration().getCommandExecutorTxRequired();
	}

	private static boolean equal(@Nullable String wanted, String value) {
		return wanted == null || wanted.equals(value);
	}

	private static boolean in(String @Nullable [] wanted, String value) {
		return wanted == null || Arrays.asList(wanted).contains(value);
	}

	/** SQL's LIKE, without regard to case. */
	private static boolean like(@Nullable String pattern, String value) {
		if (pattern == null) {
			return true;
		}
		StringBuilder regex = new StringBuilder("(?is)");
		for (String part : pattern.split("(?<=[%_])|(?=[%_])", -1)) {
			regex.append(part.equals("%") ? ".*" : part.equals("_") ? "." : java.util.regex.Pattern.quote(part));
		}
		return value.matches(regex.toString());
	}

	/**
	 * In the wanted order, by the id where that leaves a choice, and of that the wanted
	 * page. The engine hands over no page; its query knows which.
	 */
	private static <T> List<T> page(List<T> all, AbstractQuery<?, T> query, Map<String, Function<T, String>> columns) {
		Comparator<T> order = Comparator.comparing((one) -> 0);
		for (QueryOrderingProperty wanted : query.getOrderingProperties()) {
			Comparator<T> next = by(wanted.getQueryProperty().getName(), columns);
			order = order.thenComparing((wanted.getDirection() == Direction.DESCENDING) ? next.reversed() : next);
		}
		return all.stream()
			.sorted(order.thenComparing(by(ID, columns)))
			.skip(query.getFirstResult())
			.limit(query.getMaxResults())
			.toList();
	}

	private static <T> Comparator<T> by(String column, Map<String, Function<T, String>> columns) {
		return Comparator.comparing(Objects.requireNonNull(columns.get(column)));
	}

	@Override
	public void flush() {
		// reads only
	}

	@Override
	public void close() {
		// holds nothing
	}

}
