package io.nagare.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.TestClock;
import io.nagare.directory.Caller;
import io.nagare.figures.RandomHistories.Life;
import io.nagare.figures.forecast.BreachHistory;
import io.nagare.shared.Tenancy;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** How many like a ticket, open as long, missed their target, counted by hand. */
@NagareTest
class BreachRiskTests {

	@LocalServerPort
	private int port;

	@Autowired
	private BreachRiskQueries risks;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private TestClock clock;

	@SuppressWarnings("NullAway.Init") // each test makes its own
	private RandomHistories histories;

	@AfterEach
	void itIsNowAgain() {
		this.clock.reset();
		if (this.histories != null) {
			this.histories.leave();
		}
	}

	@Test
	void countsTheLikeOnesThatWereOpenAsLong() {
		this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 7);
		this.histories.live(600);
		List<Life> open = this.histories.lives.stream()
			.filter((life) -> life.resolved == null && life.closed == null && life.ran < life.target * 0.9)
			.limit(12)
			.toList();
		assertThat(open).hasSizeGreaterThan(5);
		BreachRisks all = of(null);
		assertThat(all.tried()).isPositive();
		// these missed at random, but the longer open the likelier
		assertThat(all.better()).isTrue();
		Set<String> likenesses = new HashSet<>();
		for (Life life : open) {
			// in the middle of a percent, so that the seconds of this test do not count
			int step = life.ran * 100 / life.target + 5;
			long elapsed = Math.round((step + 0.5) * life.target * 60 / 100);
			this.clock.set(life.now().plusSeconds(elapsed - life.ran * 60L));
			BreachRisks said = of(life.id);
			assertThat(said.tickets()).hasSize(1);
			BreachRisks.Risk risk = said.tickets().get(0);
			assertThat(risk.targetSeconds()).isEqualTo(life.target * 60L);
			assertThat(risk.elapsedSeconds()).isBetween(elapsed, elapsed + 8);
			Predicate<Life> alike = (other) -> other.priority.equals(life.priority);
			String likeness = "team";
			List<Life> like = stillOpen(alike.and((other) -> Objects.equals(other.team(), life.team())), step);
			if (like.size() < BreachHistory.LEAST) {
				likeness = "priority";
				like = stillOpen(alike, step);
			}
			if (like.size() < BreachHistory.LEAST) {
				likeness = "kind";
				like = stillOpen((other) -> true, step);
			}
			long missed = like.stream().filter((other) -> Boolean.FALSE.equals(other.met())).count();
			assertThat(risk.of()).isEqualTo(like.size());
			assertThat(risk.missed()).isEqualTo(missed);
			assertThat(risk.likeness()).isEqualTo(likeness);
			assertThat(risk.chance()).isEqualTo(Math.round(1000.0 * missed / like.size()) / 1000.0);
			likenesses.add(likeness);
		}
		assertThat(likenesses).contains("priority");
	}

	private List<Life> stillOpen(Predicate<Life> alike, int step) {
		return this.histories.lives.stream()
			.filter(alike)
			.filter((life) -> life.met() != null && (life.ran > life.target || life.ran * 100 / life.target >= step))
			.toList();
	}

	@Test
	void saysNothingFromAFewAndOfWhatIsMissed() {
		this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 8);
		this.histories.live(12);
		Life life = this.histories.lives.stream()
			.filter((one) -> one.resolved == null && one.closed == null && one.ran < one.target)
			.findFirst()
			.orElseThrow();
		this.clock.set(life.now().plusSeconds(30));
		assertThat(of(null).better()).isNull();
		BreachRisks few = of(life.id);
		assertThat(few.tickets()).singleElement().satisfies((risk) -> {
			assertThat(risk.chance()).isNull();
			assertThat(risk.likeness()).isNull();
		});
		this.clock.set(life.now().plus(Duration.ofMinutes(life.target + 1)));
		assertThat(of(life.id).tickets()).isEmpty();
	}

	/** However many have missed theirs. */
	@Test
	void tellsOfThoseWhoseTargetIsStillToCome() {
		this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 8);
		this.histories.live(12);
		Life life = this.histories.lives.stream()
			.filter((one) -> one.resolved == null && one.closed == null && one.ran < one.target)
			.findFirst()
			.orElseThrow();
		this.histories.miss(300, life.now().minus(Duration.ofDays(1)));
		this.clock.set(life.now().plusSeconds(30));
		assertThat(of(null).tickets()).extracting(BreachRisks.Risk::id).contains(life.id);
	}

	@Test
	void tellsTeamsAndCategoriesApart() {
		this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 7);
		this.histories.live(600);
		this.clock.set(this.histories.lives.get(0).now().plusSeconds(30));
		BreachRisks all = by(null, null, "category");
		assertThat(all.groups()).hasSizeGreaterThan(1);
		assertThat(all.groups().stream().mapToLong(BreachRisks.Group::tickets).sum())
			.isGreaterThanOrEqualTo(all.tickets().size());
		for (BreachRisks.Group group : all.groups()) {
			if (group.key().equals(Dimension.NONE)) {
				continue;
			}
			UUID category = UUID.fromString(group.key());
			assertThat(group.label()).isEqualTo("c " + category);
			BreachRisks own = by(null, List.of(category), "category");
			assertThat(own.tickets()).extracting(BreachRisks.Risk::categoryId).containsOnly(category);
			assertThat(own.groups()).singleElement().isEqualTo(group);
			double sum = own.tickets()
				.stream()
				.map(BreachRisks.Risk::chance)
				.filter(Objects::nonNull)
				.mapToDouble((one) -> one)
				.sum();
			assertThat(group.tickets()).isEqualTo(own.tickets().size());
			assertThat(group.expected()).isEqualTo(Math.round(sum * 1000) / 1000.0);
		}
		List<BreachRisks.Group> teams = by(null, null, "team").groups();
		assertThat(teams.stream().mapToLong(BreachRisks.Group::tickets).sum())
			.isEqualTo(all.groups().stream().mapToLong(BreachRisks.Group::tickets).sum());
		assertThat(by(null, null, "site").groups()).singleElement()
			.satisfies((none) -> assertThat(none.key()).isEqualTo(Dimension.NONE));
		assertThat(of(null).groups()).as("nothing was asked").isEmpty();
	}

	@Test
	void tellsOnlyOfWhatTheCallerMayRead() {
		Api agent = Api.at(this.port).as("agent1");
		String open = agent.report("期限 " + Instant.now()).path("id").asText();
		String secret = agent.report("期限 " + Instant.now(), "confidentiality", "confidential").path("id").asText();
		String risk = "/figures/breach-risks?ticket_id=";
		// the whole list knows what was committed until now, one ticket's chance what was
		// known a minute ago
		assertThat(agent.as("manager").get("/figures/breach-risks").status()).isEqualTo(200);
		assertThat(agent.as("network1").get(risk + open).data().path("tickets")).singleElement()
			.satisfies((one) -> assertThat(one.path("target_seconds").asLong()).isPositive());
		assertThat(agent.as("network1").get(risk + secret).data().path("tickets")).isEmpty();
		assertThat(agent.as("manager").get(risk + secret).data().path("tickets")).hasSize(1);
		assertThat(agent.as("other-agent").get(risk + open).data().path("tickets")).isEmpty();
		assertThat(refusal(agent.get(risk + open + "&kind=ticket"))).startsWith("400 VALIDATION_FAILED");
		assertThat(refusal(agent.get(risk + open + "&by=assignee"))).startsWith("400 VALIDATION_FAILED by");
		assertThat(agent.as("network1").get(risk + open + "&by=team").data().at("/groups/0/tickets").asInt())
			.isEqualTo(1);
		assertThat(agent.as("network1").get(risk + open + "&site_id=" + UUID.randomUUID()).data().path("tickets"))
			.isEmpty();
		assertThat(refusal(agent.as("reporter1").get(risk + open))).isEqualTo("403 FORBIDDEN");
	}

	private BreachRisks of(@Nullable UUID ticket) {
		return of(new FigureQuestion(null, null, null, null, null, null, null, null, null), ticket);
	}

	private BreachRisks by(@Nullable List<UUID> teams, @Nullable List<UUID> categories, String by) {
		return of(new FigureQuestion(null, null, null, teams, categories, null, null, null, by), null);
	}

	private BreachRisks of(FigureQuestion question, @Nullable UUID ticket) {
		Caller caller = new Caller(this.histories.manager, "m", this.histories.tenant, "manager", Set.of(),
				Set.of("report:read", "incident:read", "incident:decide"));
		SecurityContextHolder.getContext()
			.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(caller, null, AuthorityUtils.NO_AUTHORITIES));
		try {
			return Tenancy.as(this.histories.tenant, () -> this.risks.likeliest(question, ticket, 100));
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

}
