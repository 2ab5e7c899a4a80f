package io.nagare.cmdb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.cmdb.type.CiFacts;
import io.nagare.directory.Caller;
import io.nagare.directory.Roles;
import io.nagare.directory.Place;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The caller stands in the thread, as behind the doors; the doors have their own tests.
 */
@NagareTest
class CmdbTests {

	private static final PageQuery FIRST_PAGE = new PageQuery(1, 20, List.of(), null);

	@Autowired
	private Cmdb cmdb;

	@Autowired
	private ConfigurationItemRepository repository;

	@Autowired
	private CiRelationRepository relations;

	@Autowired
	private DemoItems demoItems;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private MockMvcTester http;

	private final TenantId sakura = aTenant("sakura");

	private final TenantId fuji = aTenant("fuji");

	private final ConfigurationItem mail = item("service", "社内メール", 1, "Company e-mail", CiStatus.LIVE);

	private final ConfigurationItem server = item("server", "mail01", 2, null, CiStatus.LIVE);

	private final ConfigurationItem gateway = item("network_device", "100%_VPN", 1, null, CiStatus.LIVE);

	@BeforeEach
	void sakuraHasThreeItemsAndOneRetiredAndFujiHasOne() {
		open(this.sakura);
		open(this.fuji);
		save(this.sakura, this.mail, this.server, this.gateway, item("server", "old mail", 4, null, CiStatus.RETIRED));
		save(this.fuji, item("service", "fuji mail", 1, null, CiStatus.LIVE));
	}

	@AfterEach
	void theCallerLeaves() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void findsItemsByKey() {
		Tenancy.as(this.sakura, () -> {
			assertThat(this.cmdb.item(this.mail.id())).get()
				.returns("社内メール", ConfigurationItem::name)
				.returns("service", ConfigurationItem::ciClass)
				.returns(1, ConfigurationItem::tier);
			assertThat(this.cmdb.items(List.of(this.mail.id(), this.server.id(), this.mail.id(), UUID.randomUUID())))
				.extracting(ConfigurationItem::name)
				.containsExactlyInAnyOrder("社内メール", "mail01");
		});
	}

	@Test
	void showsATenantItsOwnItemsOnly() {
		Tenancy.as(this.fuji, () -> {
			assertThat(this.cmdb.item(this.mail.id())).isEmpty();
			assertThat(names(null, null)).containsExactly("fuji mail");
		});
		assertThat(this.cmdb.item(this.mail.id())).isEmpty();
		assertThat(Tenancy.asPlatform(() -> this.cmdb.item(this.mail.id()))).isPresent();
	}

	@Test
	void searchesNameAndDescriptionAmongTheItemsInUse() {
		Tenancy.as(this.sakura, () -> {
			assertThat(names(null, null)).hasSize(3);
			assertThat(names("MAIL", null)).containsExactlyInAnyOrder("mail01", "社内メール");
			assertThat(names("メール", null)).containsExactly("社内メール");
			assertThat(names("mail", "server")).containsExactly("mail01");
			assertThat(names("0%_v", null)).containsExactly("100%_VPN");
			assertThat(names("_ail", null)).isEmpty();
			assertThat(names("\\", null)).isEmpty();
		});
	}

	@Test
	void seedsTheDemoOnce() {
		open(new TenantId(UUID.randomUUID(), "demo"));
		this.demoItems.seed();
		long seeded = count();
		long related = Tenancy.asPlatform(() -> this.relations.count());
		this.demoItems.seed();
		assertThat(count()).isEqualTo(seeded).isGreaterThan(15);
		assertThat(Tenancy.asPlatform(() -> this.relations.count())).isEqualTo(related).isGreaterThan(25);
	}

	@Test
	void answersAPage() {
		MvcTestResult answer = get(Roles.OPERATOR, "/api/v1/cis?ci_class=service&limit=5&sort=-tier");
		assertThat(answer).hasStatusOk();
		assertThat(answer).bodyJson().extractingPath("$.data[0].name").isEqualTo("社内メール");
		assertThat(answer).bodyJson().extractingPath("$.data[0].ci_class").isEqualTo("service");
		assertThat(answer).bodyJson().extractingPath("$.data[0].is_active").isEqualTo(true);
		assertThat(answer).bodyJson().extractingPath("$.pagination.total_items").isEqualTo(1);
	}

	@Test
	void answersOneItem() {
		MvcTestResult answer = get(Roles.VIEWER, "/api/v1/cis/" + this.server.id());
		assertThat(answer).hasStatusOk();
		assertThat(answer).bodyJson().extractingPath("$.data.tier").isEqualTo(2);
	}

	@Test
	void refusesWhatIsUnknownWrongOrForbidden() {
		assertThat(get(Roles.OPERATOR, "/api/v1/cis/" + UUID.randomUUID())).hasStatus(404);
		assertThat(get(Roles.OPERATOR, "/api/v1/cis?limit=101")).hasStatus(400);
		assertThat(get(Roles.OPERATOR, "/api/v1/cis?sort=colour")).hasStatus(400);
		assertThat(get(Roles.USER, "/api/v1/cis")).hasStatus(403);
		assertThat(get(Roles.USER, "/api/v1/cis/" + this.mail.id())).hasStatus(403);
	}

	private MvcTestResult get(String role, String path) {
		Caller caller = new Caller(UUID.randomUUID(), "somebody", this.sakura, role, Set.of(),
				Roles.permissionsOf(role, List.of()));
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
		// as a container would set it
		String servletPath = path.split("\\?", 2)[0];
		return Tenancy.as(this.sakura, () -> this.http.get().uri(path).servletPath(servletPath).exchange());
	}

	private List<String> names(@Nullable String text, @Nullable String ciClass) {
		return this.cmdb.search(text, ciClass, FIRST_PAGE).items().stream().map(ConfigurationItem::name).toList();
	}

	private long count() {
		return Tenancy.asPlatform(() -> this.repository.count());
	}

	private void open(TenantId tenant) {
		String row = "insert into tenants (id, slug, name, time_zone) values (?, ?, ?, 'Asia/Tokyo') on conflict do nothing";
		Tenancy.asPlatform(() -> inTransaction(() -> this.jdbc.update(row, tenant.id(), tenant.slug(), tenant.slug())));
	}

	private void save(TenantId tenant, ConfigurationItem... items) {
		Tenancy.as(tenant, () -> inTransaction(() -> this.repository.saveAll(Arrays.asList(items))));
	}

	private <T> T inTransaction(Supplier<T> work) {
		return new TransactionTemplate(this.transactions).execute((status) -> work.get());
	}

	private static ConfigurationItem item(String ciClass, String name, int tier, @Nullable String description,
			CiStatus status) {
		return new ConfigurationItem(
				new CiFacts(name, ciClass, tier, description, status, null, null, Place.NONE, Map.of(), null));
	}

	private static TenantId aTenant(String name) {
		UUID id = UUID.randomUUID();
		return new TenantId(id, name + "-" + id.toString().substring(0, 8));
	}

}
