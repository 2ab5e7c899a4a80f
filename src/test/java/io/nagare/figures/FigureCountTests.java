package io.nagare.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.directory.Caller;
import io.nagare.figures.RandomHistories.Life;
import io.nagare.figures.RandomHistories.Moment;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** What figures say is what a count by hand says, over random histories. */
@NagareTest
class FigureCountTests {

	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

	private static final Set<String> DECIDES = Set.of("report:read", "incident:read", "incident:decide");

	private static final Set<String> READS = Set.of("report:read", "incident:read");

	@Autowired
	private FigureQueries figures;

	@Autowired
	private FactsRefresh facts;

	@Autowired
	private Calendars calendars;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@SuppressWarnings("NullAway.Init") // each test makes its own
	private RandomHistories histories;

	private final Map<UUID, Long> businessMinutes = new HashMap<>();

	/** What has no process differs from its token. */
	@AfterEach
	void theHistoriesAreGone() {
		this.histories.leave();
	}

	@Test
	void countAsAPersonWouldOverRandomHistories() {
		for (long seed = 1; seed <= 4; seed++) {
			this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), seed);
			Random random = new Random(seed);
			for (int round = 0; round < 3; round++) {
				this.histories.live(60);
				for (int question = 0; question < 3; question++) {
					Instant from = RandomHistories.START.plus(random.nextInt(20), ChronoUnit.DAYS);
					Instant to = from.plus(1 + random.nextInt(30), ChronoUnit.DAYS);
					UUID team = random.nextBoolean() ? this.histories.teams.get(random.nextInt(3)) : null;
					String priority = (random.nextInt(3) == 0) ? "high" : null;
					compareAll(from, to, team, priority);
					compareAt(from.plusSeconds(random.nextInt(86_400)), team, priority);
				}
			}
			whatIsForgottenIsReckonedAlike();
			theHistoriesAreGone();
		}
	}

	private void whatIsForgottenIsReckonedAlike() {
		Tenancy.as(this.histories.tenant, this.facts::rebuild);
		compareAll(RandomHistories.START, RandomHistories.START.plus(60, ChronoUnit.DAYS), null, null);
	}

	private void compareAll(Instant from, Instant to, @Nullable UUID team, @Nullable String priority) {
		Predicate<Life> chosen = (life) -> (team == null || team.equals(life.team()))
				&& (priority == null || priority.equals(life.priority));
		FigureQuestion question = question(from, to, team, priority, null);
		Function<@Nullable Instant, Boolean> inside = (at) -> at != null && !at.isBefore(from) && at.isBefore(to);
		List<Life> reported = chosen(chosen.and((life) -> inside.apply(life.created)));
		List<Life> resolved = chosen(chosen.and((life) -> inside.apply(life.resolved)));
		mean("mtta", question, chosen(chosen.and((life) -> inside.apply(life.responded))),
				(life) -> seconds(life.created, life.responded));
		mean("mttr", question, resolved, (life) -> seconds(life.created, life.resolved));
		mean("mttr_business", question, resolved, (life) -> businessMinutes(life) * 60);
		mean("mttr_net", question, resolved, (life) -> life.ran * 60L);
		mean("reassignments", question, resolved, (life) -> life.reassigned);
		share("sla_resolution", question, resolved, (life) -> Boolean.TRUE.equals(life.met()));
		share("first_contact", question, resolved,
				(life) -> life.reassigned == 0 && life.reopened == 0 && life.holds == 0 && businessMinutes(life) <= 60);
		share("reopened", question,
				reported.stream().filter((life) -> life.resolved != null || life.reopened > 0).toList(),
				(life) -> life.reopened > 0);
		share("ping_pong", question, resolved, (life) -> life.hadBy.size() > Set.copyOf(life.hadBy).size());
		share("push_to_front", question, resolved.stream().filter((life) -> !life.hadBy.isEmpty()).toList(),
				(life) -> Set.copyOf(life.hadBy).size() == 1);
		List<Life> given = resolved.stream().filter((life) -> !life.hadBy.isEmpty()).toList();
		for (Set<UUID> firstLine : List.of(Set.of(this.histories.teams.get(0)),
				Set.of(this.histories.teams.get(1), this.histories.teams.get(2)))) {
			this.histories.haveFirstLine(firstLine);
			share("first_line", question, given, (life) -> firstLine.containsAll(life.hadBy));
			share("handed_on", question,
					given.stream().filter((life) -> life.hadBy.stream().anyMatch(firstLine::contains)).toList(),
					(life) -> !firstLine.containsAll(life.hadBy));
		}
		this.histories.haveFirstLine(Set.of());
		assertThat(ask("first_line", question).value()).as("nobody said who is first line").isNull();
		share("late_hold", question, reported.stream().filter((life) -> life.holds > 0).toList(),
				(life) -> life.heldLate);
		FigureValue steps = ask("automation", question);
		assertThat(steps.numerator()).isEqualTo(reported.stream().mapToLong((life) -> life.byMachine).sum());
		assertThat(steps.denominator()).isEqualTo(reported.stream().mapToLong((life) -> life.steps).sum());
		counts("reported", question, reported);
		counts("resolved", question, resolved);
		counts("cancelled", question,
				chosen(chosen.and((life) -> life.phase.equals("cancelled") && inside.apply(life.closed))));
		List<Life> undone = chosen(chosen.and((life) -> Set.of("open", "in_work").contains(life.phase)));
		counts("backlog", question, undone);
		share("sla_overdue", question, undone, (life) -> true);
		inParts(question, resolved, "team", (life) -> String.valueOf(life.team()).replace("null", "none"));
		inParts(question, resolved, "category", (life) -> String.valueOf(life.category).replace("null", "none"));
		inParts(question, resolved, "priority", (life) -> life.priority);
		inParts(question, resolved, "model", (life) -> "incident v3");
		inParts(question, resolved, "week",
				(life) -> Objects.requireNonNull(life.resolved)
					.atZone(TOKYO)
					.toLocalDate()
					.with(java.time.DayOfWeek.MONDAY)
					.toString());
	}

	/** How things stood at a moment, whatever became of them since. */
	private void compareAt(Instant at, @Nullable UUID team, @Nullable String priority) {
		List<Moment> stood = this.histories.lives.stream()
			.map((life) -> life.at(at))
			.filter(Objects::nonNull)
			.filter((moment) -> team == null || team.equals(moment.team()))
			.filter((moment) -> priority == null || priority.equals(moment.priority()))
			.toList();
		List<Moment> undone = stood.stream()
			.filter((moment) -> Set.of("open", "in_work").contains(moment.phase()))
			.toList();
		assertThat(then("backlog", at, team, priority, null)).as("backlog at %s", at)
			.isEqualTo(Map.of("", (long) undone.size()));
		assertThat(then("in_work", at, team, priority, null))
			.isEqualTo(Map.of("", undone.stream().filter((moment) -> moment.phase().equals("in_work")).count()));
		Map<String, Function<Moment, String>> apart = Map.of("team",
				(moment) -> String.valueOf(moment.team()).replace("null", "none"), "priority", Moment::priority,
				"phase", Moment::phase, "status",
				(moment) -> Objects.requireNonNull(RandomHistories.STATUSES.get(moment.phase())));
		apart.forEach((by, key) -> assertThat(then("backlog", at, team, priority, by)).as("%s at %s", by, at)
			.isEqualTo(undone.stream().collect(Collectors.groupingBy(key, Collectors.counting()))));
		Map<String, Long> ages = this.histories.lives.stream()
			.filter((life) -> undone.contains(life.at(at)))
			.collect(Collectors.groupingBy((life) -> age(Duration.between(life.created, at)), Collectors.counting()));
		assertThat(then("backlog", at, team, priority, "age")).isEqualTo(ages);
	}

	private static String age(Duration age) {
		return (age.toDays() < 1) ? "0-1"
				: (age.toDays() < 3) ? "1-3" : (age.toDays() < 7) ? "3-7" : (age.toDays() < 30) ? "7-30" : "30-";
	}

	private Map<String, Long> then(String name, Instant at, @Nullable UUID team, @Nullable String priority,
			@Nullable String by) {
		FigureQuestion question = new FigureQuestion(null, null, null, (team != null) ? List.of(team) : null, null,
				(priority != null) ? List.of(priority) : null, null, null, by, null, null, at);
		FigureValue said = ask(name, question);
		assertThat(said.at()).isEqualTo(at);
		assertThat(behind(name, question, null, false)).isEqualTo(said.numerator());
		if (by == null) {
			return Map.of("", Objects.requireNonNull(said.numerator()));
		}
		return said.series().stream().collect(Collectors.toMap(FigureValue.Part::key, FigureValue.Part::numerator));
	}

	private List<Life> chosen(Predicate<Life> wanted) {
		return this.histories.lives.stream().filter(wanted).toList();
	}

	private void mean(String name, FigureQuestion question, List<Life> lives, ToLongFunction<Life> value) {
		FigureValue said = ask(name, question);
		List<Long> values = new ArrayList<>(lives.stream().mapToLong(value).boxed().toList());
		assertThat(said.denominator()).as(name).isEqualTo(values.size());
		assertThat(said.numerator()).as(name).isEqualTo(values.stream().mapToLong(Long::longValue).sum());
		if (!values.isEmpty()) {
			assertThat(said.value()).isCloseTo(Objects.requireNonNull(said.numerator()) / (double) values.size(),
					within(1e-6));
			assertThat(said.median()).as(name).isCloseTo(percentile(values, 0.5), within(1e-3));
			assertThat(said.p90()).as(name).isCloseTo(percentile(values, 0.9), within(1e-3));
		}
		assertThat(behind(name, question, null, false)).isEqualTo(values.size());
	}

	private void share(String name, FigureQuestion question, List<Life> lives, Predicate<Life> counted) {
		FigureValue said = ask(name, question);
		assertThat(said.denominator()).as(name).isEqualTo(lives.size());
		assertThat(said.numerator()).as(name).isEqualTo(lives.stream().filter(counted).count());
		assertThat(behind(name, question, null, true)).as(name).isEqualTo(said.numerator());
	}

	private void counts(String name, FigureQuestion question, List<Life> lives) {
		assertThat(ask(name, question).numerator()).as(name).isEqualTo(lives.size());
		assertThat(behind(name, question, null, false)).isEqualTo(lives.size());
	}

	private void inParts(FigureQuestion question, List<Life> resolved, String by, Function<Life, String> key) {
		Map<String, Long> expected = new HashMap<>();
		resolved.forEach((life) -> expected.merge(key.apply(life), 1L, Long::sum));
		FigureQuestion apart = new FigureQuestion(question.from(), question.to(), null, question.teamId(), null,
				question.priority(), null, null, by);
		Map<String, Long> said = new HashMap<>();
		ask("mttr", apart).series().forEach((part) -> {
			said.put(part.key(), part.denominator());
			assertThat(behind("mttr", apart, part.key(), false)).isEqualTo(part.denominator());
		});
		assertThat(said).as(by).isEqualTo(expected);
	}

	/** Between the two nearest, as SQL's percentile_cont. */
	private static double percentile(List<Long> values, double share) {
		Collections.sort(values);
		double at = share * (values.size() - 1);
		long low = values.get((int) Math.floor(at));
		long high = values.get((int) Math.ceil(at));
		return low + (high - low) * (at - Math.floor(at));
	}

	private static long seconds(Instant from, @Nullable Instant to) {
		return Duration.between(from, Objects.requireNonNull(to)).toSeconds();
	}

	/** Minute by minute. */
	private long businessMinutes(Life life) {
		return this.businessMinutes.computeIfAbsent(life.id, (id) -> {
			BusinessCalendar calendar = Tenancy.as(this.histories.tenant,
					() -> this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow());
			long minutes = 0;
			for (Instant at = life.created; at
				.isBefore(Objects.requireNonNull(life.resolved)); at = at.plusSeconds(60)) {
				ZonedDateTime wall = at.atZone(TOKYO);
				LocalTime time = wall.toLocalTime();
				if (!time.isBefore(LocalTime.of(9, 0)) && time.isBefore(LocalTime.of(18, 0))
						&& calendar.isWorkingDay(wall.toLocalDate())) {
					minutes++;
				}
			}
			return minutes;
		});
	}

	@Test
	void tellNothingOfWhatMayNotBeRead() {
		this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 99);
		this.histories.live(30);
		FigureQuestion question = question(RandomHistories.START, RandomHistories.START.plus(90, ChronoUnit.DAYS), null,
				null, "priority");
		assertThat(ask("reported", question, READS).numerator()).isEqualTo(30);
		Life secret = this.histories.lives.get(0);
		this.histories.change(secret, "confidentiality = 'confidential', assignee_id = ?", this.histories.manager);
		assertThat(ask("reported", question, READS).numerator()).isEqualTo(29);
		assertThat(ask("reported", question, READS).series().stream().mapToLong(FigureValue.Part::numerator).sum())
			.isEqualTo(29);
		assertThat(as(READS, () -> this.figures.tickets("reported", question, null, null, page()).items()))
			.noneMatch((ticket) -> ticket.id().equals(secret.id));
		assertThat(ask("reported", question, DECIDES).numerator()).isEqualTo(30);
		FigureQuestion then = new FigureQuestion(null, null, null, null, null, null, null, null, null, null, null,
				secret.created);
		assertThat(ask("backlog", then, READS).numerator())
			.isEqualTo(Objects.requireNonNull(ask("backlog", then, DECIDES).numerator()) - 1);
		Life removed = this.histories.lives.get(1);
		this.histories.change(removed, "deleted_at = now()");
		assertThat(ask("reported", question, DECIDES).numerator()).isEqualTo(29);
		RandomHistories others = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 98);
		others.live(3);
		assertThat(ask("reported", question, DECIDES).numerator()).isEqualTo(29);
		others.leave();
	}

	/** Nobody who asks reckons all of it, nor is told of a part. */
	@Test
	void countNothingUntilAllOfItIsThere() {
		this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 97);
		Instant due = RandomHistories.START.plus(1, ChronoUnit.DAYS);
		this.histories.miss(2500, due);
		FigureQuestion question = question(due.minus(1, ChronoUnit.DAYS), due.plus(1, ChronoUnit.DAYS), null, null,
				null);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask("reported", question))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.UNAVAILABLE);
		Tenancy.as(this.histories.tenant, this.facts::followAll);
		assertThat(ask("reported", question).numerator()).isEqualTo(2500);
		positions("whole = FALSE");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask("reported", question));
		Tenancy.as(this.histories.tenant, this.facts::followAll);
		this.histories.miss(1, due);
		Instant before = Instant.now();
		FigureValue value = ask("reported", question);
		assertThat(value.numerator()).isEqualTo(2501);
		assertThat(value.asOf()).isAfterOrEqualTo(before);
		positions("read_at = now() - interval '3 days'");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask("reported", question));
		Tenancy.as(this.histories.tenant, this.facts::followAll);
		assertThat(ask("reported", question).numerator()).isEqualTo(2501);
	}

	private void positions(String assignment) {
		Tenancy.as(this.histories.tenant, () -> new TransactionTemplate(this.transactions)
			.executeWithoutResult((status) -> this.jdbc.update("UPDATE figure_positions SET " + assignment)));
	}

	/** Over a year of so many tickets; says what it took. */
	@Test
	@EnabledIfSystemProperty(named = "figures.measure", matches = "\\d+")
	void answerWithinAFifthOfASecond() {
		int count = Integer.getInteger("figures.measure", 100_000);
		this.histories = new RandomHistories(this.jdbc, new TransactionTemplate(this.transactions), 5);
		this.histories.live(2000);
		Tenancy.as(this.histories.tenant, this.facts::followAll);
		Tenancy.as(this.histories.tenant, () -> new TransactionTemplate(this.transactions)
			.executeWithoutResult((status) -> this.jdbc.update("""
					INSERT INTO ticket_facts SELECT copy.* FROM ticket_facts f, generate_series(1, ?) n, LATERAL
					  jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'created_at',
					  f.created_at + n * interval '7 days', 'resolved_at', f.resolved_at + n * interval '7 days')) copy
					""", count / 2000 - 1)));
		Instant from = RandomHistories.START;
		List<Long> took = new ArrayList<>();
		for (int round = 0; round < 4; round++) {
			for (Figure figure : Figure.ALL) {
				String by = (figure.moment() != null) ? "week" : "team";
				for (String apart : new String[] { null, by }) {
					long start = System.nanoTime();
					ask(figure.name(), question(from, from.plus(400, ChronoUnit.DAYS), null, null, apart), DECIDES);
					took.add((System.nanoTime() - start) / 1_000_000);
				}
			}
		}
		List<Long> warm = new ArrayList<>(took.subList(took.size() / 4, took.size()));
		Collections.sort(warm);
		System.out.printf("figures over %d tickets: median %d ms, p95 %d ms, most %d ms%n", count,
				warm.get(warm.size() / 2), warm.get(warm.size() * 95 / 100), warm.get(warm.size() - 1));
		assertThat(warm.get(warm.size() * 95 / 100)).isLessThanOrEqualTo(200);
	}

	private static FigureQuestion question(Instant from, Instant to, @Nullable UUID team, @Nullable String priority,
			@Nullable String by) {
		return new FigureQuestion(from, to, null, (team != null) ? List.of(team) : null, null,
				(priority != null) ? List.of(priority) : null, null, null, by);
	}

	private static PageQuery page() {
		return PageQuery.of(1, 100, null, null, List.of());
	}

	private FigureValue ask(String name, FigureQuestion question) {
		return ask(name, question, DECIDES);
	}

	private FigureValue ask(String name, FigureQuestion question, Set<String> permissions) {
		return as(permissions, () -> this.figures.of(name, question));
	}

	private long behind(String name, FigureQuestion question, @Nullable String key, boolean numerator) {
		return as(DECIDES,
				() -> this.figures.tickets(name, question, key, numerator ? "numerator" : null, page()).total());
	}

	private <T> T as(Set<String> permissions, Supplier<T> work) {
		Caller caller = new Caller(this.histories.manager, "m", this.histories.tenant, "manager", Set.of(),
				permissions);
		if (!permissions.contains("incident:decide")) {
			caller = new Caller(this.histories.agent, "a", this.histories.tenant, "operator", Set.of(), permissions);
		}
		SecurityContextHolder.getContext()
			.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(caller, null, AuthorityUtils.NO_AUTHORITIES));
		try {
			return Tenancy.as(this.histories.tenant, work);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

}
