package io.nagare.workflow.internal.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.jspecify.annotations.Nullable;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Tenants;
import io.nagare.directory.User;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.Groups;
import io.nagare.workflow.internal.EngineSessionFactory;

/**
 * The people of the bound tenant as the engine's identities. Passwords are not ours to
 * check here: sign-in happens before.
 */
public final class DirectoryIdentityProvider implements ReadOnlyIdentityProvider {

	private static final Map<String, Function<org.camunda.bpm.engine.identity.User, String>> USER_COLUMNS = Map.of(
			"orderByUserId", org.camunda.bpm.engine.identity.User::getId, "orderByUserFirstName",
			org.camunda.bpm.engine.identity.User::getFirstName, "orderByUserLastName",
			org.camunda.bpm.engine.identity.User::getLastName, "orderByUserEmail",
			org.camunda.bpm.engine.identity.User::getEmail);

	private static final Map<String, Function<Group, String>> GROUP_COLUMNS = Map.of("orderByGroupId", Group::getId,
			"orderByGroupName", Group::getName, "orderByGroupType", Group::getType);

	private static final Map<String, Function<Tenant, String>> TENANT_COLUMNS = Map.of("orderByTenantId", Tenant::getId,
			"orderByTenantName", Tenant::getName);

	private final Directory directory;

	private final Tenants tenants;

	private final CurrentCaller callers = new CurrentCaller();

	private DirectoryIdentityProvider(Directory directory, Tenants tenants) {
		this.directory = directory;
		this.tenants = tenants;
	}

	/** Makes one for each command of the engine's. */
	public static EngineSessionFactory<?> session(Supplier<Directory> directory, Tenants tenants) {
		return new EngineSessionFactory<>(ReadOnlyIdentityProvider.class,
				() -> new DirectoryIdentityProvider(directory.get(), tenants));
	}

	@Override
	public org.camunda.bpm.engine.identity.@Nullable User findUserById(String userId) {
		return this.directory.userByUsername(userId).filter(User::isActive).map(this::identity).orElse(null);
	}

	@Override
	public UserQuery createUserQuery() {
		return DirectoryQuery.of(UserQuery.class, this::users, USER_COLUMNS,
				org.camunda.bpm.engine.identity.User::getId);
	}

	@Override
	public UserQuery createUserQuery(CommandContext context) {
		return createUserQuery();
	}

	private List<org.camunda.bpm.engine.identity.User> users(Map<String, Object> wanted) {
		String id = (String) wanted.get("userId");
		Collection<User> candidates = (id != null) ? this.directory.userByUsername(id).stream().toList()
				: this.directory.withRoles(Roles.all());
		var teams = this.directory.teamsOf(candidates.stream().map(User::id).toList());
		Predicate<User> fits = (user) -> user.isActive() && in(wanted.get("userIdIn"), user.username())
				&& equal(wanted.get("userFirstName"), user.firstName())
				&& like(wanted.get("userFirstNameLike"), user.firstName())
				&& equal(wanted.get("userLastName"), user.lastName())
				&& like(wanted.get("userLastNameLike"), user.lastName()) && equal(wanted.get("userEmail"), email(user))
				&& like(wanted.get("userEmailLike"), email(user))
				&& (!wanted.containsKey("memberOfGroup")
						|| Groups.of(this.directory.rolesOf(user), teams.getOrDefault(user.id(), Set.of()))
							.contains(String.valueOf(wanted.get("memberOfGroup"))))
				&& (!wanted.containsKey("memberOfTenant") || wanted.get("memberOfTenant").equals(slug(user)));
		return candidates.stream().filter(fits).<org.camunda.bpm.engine.identity.User>map(this::identity).toList();
	}

	private @Nullable String slug(User user) {
		return user.tenant().flatMap(this.tenants::byId).map(TenantId::slug).orElse(null);
	}

	private EngineIdentities.OfUser identity(User user) {
		return new EngineIdentities.OfUser(user.username(), user.firstName(), user.lastName(), email(user));
	}

	/** Of others only for who has to reach people, and for the engine itself. */
	private String email(User user) {
		return this.callers.find()
			.filter((caller) -> !caller.reachesPeople() && !caller.userId().equals(user.id()))
			.map((caller) -> "")
			.orElseGet(user::email);
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
		return DirectoryQuery.of(GroupQuery.class, this::groups, GROUP_COLUMNS, Group::getId);
	}

	@Override
	public GroupQuery createGroupQuery(CommandContext context) {
		return createGroupQuery();
	}

	private List<Group> groups(Map<String, Object> wanted) {
		String member = (String) wanted.get("groupMember");
		Set<String> ofMember = (member != null) ? groupsOf(member) : Set.of();
		return groups().filter((group) -> equal(wanted.get("groupId"), group.getId())
				&& in(wanted.get("groupIdIn"), group.getId()) && equal(wanted.get("groupName"), group.getName())
				&& like(wanted.get("groupNameLike"), group.getName()) && equal(wanted.get("groupType"), group.getType())
				&& (member == null || ofMember.contains(group.getId()))
				&& (!wanted.containsKey("memberOfTenant") || wanted.get("memberOfTenant").equals(boundSlug())))
			.toList();
	}

	private Set<String> groupsOf(String username) {
		return this.directory.userByUsername(username)
			.map((user) -> Groups.of(this.directory.rolesOf(user),
					this.directory.teamsOf(List.of(user.id())).getOrDefault(user.id(), Set.<UUID>of())))
			.orElse(Set.of());
	}

	private Stream<Group> groups() {
		Stream<Group> roles = Stream.concat(
				Stream.of(new EngineIdentities.OfGroup(Groups.AGENTS, Groups.AGENTS, "ROLE")),
				Roles.all().stream().map((role) -> new EngineIdentities.OfGroup(Groups.role(role), role, "ROLE")));
		Stream<Group> teams = this.directory.teams()
			.stream()
			.map((team) -> new EngineIdentities.OfGroup(Groups.team(team.id()), team.name(), "TEAM"));
		return Stream.concat(roles, teams);
	}

	@Override
	public @Nullable Tenant findTenantById(String tenantId) {
		return tenantId.equals(boundSlug()) ? new EngineIdentities.OfTenant(tenantId) : null;
	}

	@Override
	public TenantQuery createTenantQuery() {
		return DirectoryQuery.of(TenantQuery.class, this::tenants, TENANT_COLUMNS, Tenant::getId);
	}

	@Override
	public TenantQuery createTenantQuery(CommandContext context) {
		return createTenantQuery();
	}

	/** A caller sees one tenant, his own. */
	private List<Tenant> tenants(Map<String, Object> wanted) {
		String slug = boundSlug();
		boolean fits = slug != null && equal(wanted.get("tenantId"), slug) && in(wanted.get("tenantIdIn"), slug)
				&& equal(wanted.get("tenantName"), slug) && like(wanted.get("tenantNameLike"), slug)
				&& (!wanted.containsKey("userMember")
						|| this.directory.userByUsername(String.valueOf(wanted.get("userMember"))).isPresent())
				&& (!wanted.containsKey("groupMember")
						|| findGroupById(String.valueOf(wanted.get("groupMember"))) != null);
		return (slug != null && fits) ? List.of(new EngineIdentities.OfTenant(slug)) : List.of();
	}

	private static @Nullable String boundSlug() {
		return Tenancy.current().map(TenantId::slug).orElse(null);
	}

	private static boolean equal(@Nullable Object wanted, String value) {
		return wanted == null || wanted.equals(value);
	}

	private static boolean in(@Nullable Object wanted, String value) {
		return wanted == null || Arrays.asList((String[]) wanted).contains(value);
	}

	private static boolean like(@Nullable Object pattern, String value) {
		return pattern == null || LikePattern.matches(pattern.toString(), value);
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
