package io.nagare.directory;

import io.nagare.signin.WithIdentity;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.nagare.AtOnce;
import io.nagare.shared.Tenancy;
import org.junit.jupiter.api.Test;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class DirectoryTests {

	@Autowired
	private DemoPeople people;

	@Autowired
	private DirectoryQueries register;

	@Autowired
	private Directory directory;

	@Autowired
	private TeamRepository teams;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Callers callers;

	@Autowired
	private Tenants tenants;

	@Autowired
	private DataSource connections;

	@Test
	void knowsWhoWorksOnTickets() {
		Tenancy.as(this.people.demo(),
				() -> assertThat(this.register.agents()).extracting(User::username)
					.contains("admin", "manager", "agent1", "network1", "cab1", "changemanager")
					.doesNotContain("reporter1", "viewer", "owner", "integrator", "other-agent"));
	}

	@Test
	void knowsTeamsAndTheirMembers() {
		Tenancy.as(this.people.demo(), () -> {
			Team cab = this.register.teamByName("cab").orElseThrow();
			List<User> members = this.register.membersOf(cab.id());
			assertThat(members).extracting(User::username).containsExactlyInAnyOrder("cab1", "cab2", "cab3");
			Map<UUID, Set<UUID>> teams = this.register.teamsOf(members.stream().map(User::id).toList());
			assertThat(teams.values()).allMatch((ids) -> ids.contains(cab.id())).hasSize(3);
			assertThat(cab.manager().flatMap(this.register::user)).map(User::username).contains("changemanager");
		});
	}

	@Test
	void knowsWhereACategoryLies() {
		Tenancy.as(this.people.demo(), () -> {
			Category vpn = this.register.categories()
				.stream()
				.filter((category) -> category.name().equals("VPN"))
				.findFirst()
				.orElseThrow();
			assertThat(this.register.categoryPath(vpn.id())).containsExactly("ネットワーク", "VPN");
			assertThat(this.register.categoryPath(UUID.randomUUID())).isEmpty();
		});
	}

	@Test
	void remembersButSeesWhatThisNodeChanges() {
		Tenancy.as(this.people.demo(), () -> {
			Team cab = this.register.teamByName("cab").orElseThrow();
			describe(cab, "one");
			assertThat(described(cab)).isEqualTo("one");
			this.transaction.executeWithoutResult((status) -> this.jdbc
				.update("update teams set description = 'by another node' where id = ?", cab.id()));
			assertThat(described(cab)).isEqualTo("one");
			describe(cab, "two");
			assertThat(described(cab)).isEqualTo("two");
		});
	}

	@Test
	void remembersNothingThatIsNotCommitted() {
		Tenancy.as(this.people.demo(), () -> {
			Team cab = this.register.teamByName("cab").orElseThrow();
			describe(cab, "committed");
			this.transaction.executeWithoutResult((status) -> {
				this.teams.saveAndFlush(this.teams.findById(cab.id()).orElseThrow().describe("withdrawn"));
				assertThat(described(cab)).isEqualTo("withdrawn");
				status.setRollbackOnly();
			});
			assertThat(described(cab)).isEqualTo("committed");
		});
	}

	private void describe(Team team, String words) {
		this.transaction.executeWithoutResult(
				(status) -> this.teams.saveAndFlush(this.teams.findById(team.id()).orElseThrow().describe(words)));
	}

	private @Nullable String described(Team team) {
		return this.directory.team(team.id()).orElseThrow().description();
	}

	@Test
	void knowsCallersAndTenantsWhateverIsBound() {
		Caller agent = this.callers.byUsername("Agent1").orElseThrow();
		assertThat(agent.tenant()).isEqualTo(this.people.demo());
		assertThat(agent.isAgent()).isTrue();
		assertThat(agent.teams()).hasSize(1);
		assertThat(this.callers.byId(agent.userId())).contains(agent);
		assertThat(Tenancy.as(this.people.demo(), () -> this.tenants.bySlug("other"))).contains(this.people.other());
		assertThat(this.tenants.byId(this.people.demo().id())).contains(this.people.demo());
		assertThat(this.tenants.active()).contains(this.people.demo(), this.people.other());
	}

	/** Each holds a connection, and nobody could ever get a second one. */
	@Test
	void tellsTheZoneToAsManyAtOnceAsThereAreConnections() throws Exception {
		int all = this.connections.unwrap(HikariDataSource.class).getMaximumPoolSize();
		CyclicBarrier held = new CyclicBarrier(all);
		List<ZoneId> zones = AtOnce.all(all,
				(number) -> Tenancy.as(this.people.demo(), () -> this.transaction.execute((status) -> {
					this.jdbc.execute("SELECT 1");
					try {
						held.await(10, TimeUnit.SECONDS);
					}
					catch (Exception ex) {
						throw new AssertionError(ex);
					}
					return this.tenants.zone();
				})));
		assertThat(zones).hasSize(all).containsOnly(ZoneId.of("Asia/Tokyo"));
	}

}
