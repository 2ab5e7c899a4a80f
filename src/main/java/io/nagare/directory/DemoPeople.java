package io.nagare.directory;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people of the contract's demo: two tenants, their users, teams and categories.
 * Everybody's password is {@code demo}, so they exist in the profiles demo and test only.
 */
@Component
@Profile({ "demo", "test" })
public class DemoPeople {

	/** Everybody's password. */
	public static final String PASSWORD = "demo";

	/** Whom people turn to first. */
	private static final String SERVICE_DESK = "Service Desk";

	private static final List<Person> PEOPLE = List.of(
			new Person("admin", Roles.ADMIN, "高橋", "誠", "情報システム部 / IT", null),
			new Person("manager", Roles.MANAGER, "佐藤", "健一", "サービス管理課 / Service Management", null),
			new Person("agent1", Roles.OPERATOR, "鈴木", "花子", "サービスデスク / Service Desk", SERVICE_DESK),
			new Person("agent2", Roles.OPERATOR, "田中", "大輔", "サービスデスク / Service Desk", SERVICE_DESK),
			new Person("network1", Roles.OPERATOR, "伊藤", "翔", "ネットワーク課 / Network", "Network"),
			new Person("cab1", Roles.OPERATOR, "渡辺", "直美", "業務システム課 / Business Systems", "CAB"),
			new Person("cab2", Roles.OPERATOR, "山本", "隆", "インフラ課 / Infrastructure", "CAB"),
			new Person("cab3", Roles.OPERATOR, "中村", "彩", "情報セキュリティ室 / Security", "CAB"),
			new Person("changemanager", Roles.MANAGER, "小林", "浩", "サービス管理課 / Service Management", "Change Management"),
			new Person("owner", Roles.PROCESS_OWNER, "加藤", "由美", "業務改革室 / Process Office", null),
			new Person("integrator", Roles.INTEGRATOR, "連携", "プログラム", "情報システム部 / IT", null),
			new Person("reporter1", Roles.USER, "吉田", "美咲", "営業部 / Sales", null),
			new Person("reporter2", Roles.USER, "山田", "一郎", "役員室 / Executive Office", null),
			new Person("viewer", Roles.VIEWER, "佐々木", "亮", "監査室 / Audit", null));

	private static final List<Person> OTHERS = List.of(
			new Person("other-admin", Roles.ADMIN, "松本", "恵", "総務部 / General Affairs", null),
			new Person("other-agent", Roles.OPERATOR, "井上", "拓也", "総務部 / General Affairs", SERVICE_DESK),
			new Person("other-reporter", Roles.USER, "木村", "葵", "製造部 / Production", null));

	private static final Person PLATFORM = new Person("platform", Roles.PLATFORM, "基盤", "管理者", null, null);

	private static final Set<String> VIPS = Set.of("reporter2");

	private final DemoTenants tenants;

	private final UserRepository users;

	private final DemoTeams teams;

	private final DemoOrganization organization;

	private final Callers callers;

	private final TransactionTemplate transaction;

	/** One hash for all, since the password is no secret: hashing takes its time. */
	private final String hash;

	DemoPeople(DemoTenants tenants, UserRepository users, DemoTeams teams, DemoOrganization organization,
			Callers callers, PasswordHasher passwords, PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.users = users;
		this.teams = teams;
		this.organization = organization;
		this.callers = callers;
		this.transaction = new TransactionTemplate(transactions);
		this.hash = passwords.hash(PASSWORD);
	}

	/** Creates whoever is missing; what is there stays as it is. */
	public void seed() {
		Tenancy.asPlatform(() -> this.transaction.execute((status) -> userCalled(PLATFORM, null)));
		as(demo(), () -> {
			this.organization.seed();
			PEOPLE.forEach((person) -> userCalled(person, demo()));
			team(SERVICE_DESK, "利用者の最初の窓口 / First point of contact", "manager");
			team("Network", "ネットワークの運用 / Runs the network", "manager");
			team("CAB", "変更諮問委員会 / Change advisory board", "changemanager");
			team("Change Management", "変更の管理 / Manages changes", "changemanager");
			PEOPLE.forEach(this::putIntoTeam);
		});
		as(other(), () -> {
			this.organization.seed();
			OTHERS.forEach((person) -> userCalled(person, other()));
			team(SERVICE_DESK, "利用者の最初の窓口 / First point of contact", "other-admin");
			OTHERS.forEach(this::putIntoTeam);
		});
	}

	/** The tenant <em>Demo</em>, made where it is missing. */
	public TenantId demo() {
		return this.tenants.demo();
	}

	/** The tenant <em>Other</em>, whose people must see nothing of the first. */
	public TenantId other() {
		return this.tenants.other();
	}

	/** One of them, with what he may do. */
	Caller callerOf(String username) {
		return this.callers.byUsername(username).orElseThrow();
	}

	/** The id of one of them. */
	public UUID idOf(String username) {
		return callerOf(username).userId();
	}

	/**
	 * Does something as one of the people of a tenant, as a request of theirs would.
	 * @throws java.util.NoSuchElementException where there is nobody of that name
	 */
	public <T> T as(String username, Supplier<T> work) {
		Caller caller = callerOf(username);
		SecurityContextHolder.getContext()
			.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(caller, null, AuthorityUtils.NO_AUTHORITIES));
		try {
			return (caller.tenant() != null) ? Tenancy.as(caller.tenant(), work) : Tenancy.asPlatform(work);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private void as(TenantId tenant, Runnable work) {
		Tenancy.as(tenant, () -> this.transaction.executeWithoutResult((status) -> work.run()));
	}

	private User userCalled(Person person, @Nullable TenantId tenant) {
		@Nullable UUID home = (tenant != null) ? tenant.id() : null;
		return this.users.findByUsername(person.username())
			.orElseGet(() -> this.users.save(new User(home, person.username(), person.role(), this.hash)
				.call(person.firstName(), person.lastName())
				.reachAt(person.username() + "@" + ((tenant != null) ? tenant.slug() : "platform") + ".example", null)
				.placeIn(this.organization.department(person.department()))
				.placeAt((tenant != null) ? this.organization.site(person.department()) : null)
				.treatAsVip(VIPS.contains(person.username()))));
	}

	private void team(String name, String description, String manager) {
		this.teams.seed(name, description, this.users.findByUsername(manager).map(User::id).orElse(null),
				name.equals(SERVICE_DESK));
	}

	private void putIntoTeam(Person person) {
		String team = person.team();
		if (team != null) {
			this.users.findByUsername(person.username()).ifPresent((user) -> this.teams.put(user.id(), team));
		}
	}

	/** Before the demo data of every other module. */
	@Component
	@Profile("demo")
	@Order(0)
	static class AtStart implements ApplicationRunner {

		private final DemoPeople people;

		AtStart(DemoPeople people) {
			this.people = people;
		}

		@Override
		public void run(ApplicationArguments args) {
			this.people.seed();
		}

	}

	private record Person(String username, String role, String lastName, String firstName, @Nullable String department,
			@Nullable String team) {
	}

}
