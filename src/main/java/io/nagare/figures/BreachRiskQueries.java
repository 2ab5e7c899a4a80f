package io.nagare.figures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.figures.forecast.BreachHistory;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.sla.ClockOutcome;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.access.TicketAccess;

/**
 * Asks of open tickets how many like them, open as long, missed their resolution target:
 * tickets of the last year that the caller may read.
 */
@Component
public class BreachRiskQueries {

	private static final Duration PAST = Duration.ofDays(365);

	/** Of so many whose target comes next the likeliest are told. */
	private static final int MOST = 300;

	/** With so many clocks it is tried at most, the latest. */
	private static final int TRIED = 5000;

	private static final String KIND = "";

	/** By what the tickets are told apart. */
	private static final Map<String, Dimension> PARTS = new TreeMap<>(
			Stream.of(Dimension.TEAM, Dimension.CATEGORY, Dimension.SITE, Dimension.DEPARTMENT)
				.collect(Collectors.toMap(Dimension::word, (part) -> part)));

	private static final String OPEN = """
			SELECT f.id, f.team_id, f.category_id, f.site_id, :part AS part, t.number, t.title, t.status, t.priority, t.resolution_due_at
			  FROM ticket_facts f JOIN tickets_view t ON t.id = f.id
			 WHERE f.tenant_id = :tenant AND f.kind = :kind AND f.resolution_stopped_at IS NULL AND f.resolved_at IS NULL
			   AND f.closed_at IS NULL AND (f.resolution_due_at IS NULL OR f.resolution_due_at >= :now)
			   AND (:readable)""";

	private static final String STOPPED = " FROM ticket_facts f WHERE f.tenant_id = :tenant AND f.kind = :kind"
			+ " AND f.resolution_stopped_at >= :since AND f.resolve_net IS NOT NULL AND f.resolve_target > 0"
			+ " AND (:readable)";

	/** In which percent of its time it stopped; 100 where it missed its target. */
	private static final String STEP = "CASE WHEN f.resolve_net > f.resolve_target THEN 100"
			+ " ELSE least(99, f.resolve_net * 100 / f.resolve_target) END AS step";

	private final NamedParameterJdbcTemplate jdbc;

	private final FactsRefresh facts;

	private final FigureQueries figures;

	private final ServiceLevels serviceLevels;

	private final TicketAccess access;

	private final Clock clock;

	private final TransactionTemplate transaction;

	BreachRiskQueries(NamedParameterJdbcTemplate jdbc, FactsRefresh facts, FigureQueries figures,
			ServiceLevels serviceLevels, TicketAccess access, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.facts = facts;
		this.figures = figures;
		this.serviceLevels = serviceLevels;
		this.access = access;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setReadOnly(true);
	}

	/**
	 * The open tickets that are the likeliest to miss their target.
	 * @param question whose tickets: the kind, null for incidents, team, category, place,
	 * priority, and by what they are told apart; its period says nothing
	 * @param ticket this one alone, as the facts were within the last minute and not
	 * tried with the past; null for all
	 * @throws Refusal FORBIDDEN for who may read no reports, VALIDATION_FAILED naming the
	 * field
	 */
	public BreachRisks likeliest(FigureQuestion question, @Nullable UUID ticket, @Nullable Integer limit) {
		Asked asked = asked(question, this.figures.reader());
		int most = PageQuery.of(null, limit).limit();
		Map<String, Object> params = new HashMap<>(asked.params());
		params.put("most", MOST);
		StringBuilder narrowed = new StringBuilder();
		this.figures.narrow(narrowed, params, question);
		if (ticket != null) {
			narrowed.append(" AND f.id = :ticket");
			params.put("ticket", ticket);
		}
		narrowed.append(" ORDER BY f.resolution_due_at NULLS LAST, f.id LIMIT :most");
		if (ticket == null) {
			this.facts.catchUp();
		}
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			List<Ticket> open = open(asked, narrowed.toString(), params);
			List<BreachRisks.Risk> risks = risks(asked, open, histories(asked))
				.sorted(Comparator.comparing((BreachRisks.Risk risk) -> Objects.requireNonNullElse(risk.chance(), -1.0))
					.reversed())
				.toList();
			BreachRisks found = BreachRisks.untried(risks.stream().limit(most).toList(), groups(asked, open, risks));
			return (ticket == null) ? tried(asked, found) : found;
		}));
	}

	private List<BreachRisks.Group> groups(Asked asked, List<Ticket> open, List<BreachRisks.Risk> risks) {
		if (asked.by() == null) {
			return List.of();
		}
		Map<UUID, String> parts = open.stream().collect(Collectors.toMap(Ticket::id, Ticket::part));
		Map<String, List<BreachRisks.Risk>> apart = risks.stream()
			.collect(Collectors.groupingBy((risk) -> Objects.requireNonNull(parts.get(risk.id()))));
		Map<String, String> names = this.figures.named(asked.by(), apart.keySet());
		return apart.entrySet()
			.stream()
			.map((part) -> group(part.getKey(), names.getOrDefault(part.getKey(), part.getKey()), part.getValue()))
			.sorted(Comparator.comparingDouble(BreachRisks.Group::expected)
				.reversed()
				.thenComparing(BreachRisks.Group::label)
				.thenComparing(BreachRisks.Group::key))
			.toList();
	}

	private static BreachRisks.Group group(String key, String label, List<BreachRisks.Risk> risks) {
		List<Double> chances = risks.stream().map(BreachRisks.Risk::chance).filter(Objects::nonNull).toList();
		return new BreachRisks.Group(key, label, risks.size(), chances.stream().filter((one) -> one >= 0.5).count(),
				rounded(chances.stream().mapToDouble(Double::doubleValue).sum()));
	}

	private Asked asked(FigureQuestion question, Caller caller) {
		List<String> kinds = this.figures.kinds();
		String wanted = (question.kind() != null) ? question.kind() : "incident";
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (!kinds.contains(wanted)) {
			wrong.add(Refusal.Detail.of("kind", "not_a_choice", String.join(", ", kinds)));
		}
		if (question.by() != null && !PARTS.containsKey(question.by())) {
			wrong.add(Refusal.Detail.of("by", "not_a_choice", String.join(", ", PARTS.keySet())));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		TicketAccess.Visibility readable = this.access.readable(caller, wanted, "f");
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("tenant", Tenancy.require().id());
		params.put("kind", wanted);
		Instant now = this.clock.instant();
		params.put("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
		params.put("since", OffsetDateTime.ofInstant(now.minus(PAST), ZoneOffset.UTC));
		return new Asked(wanted, readable.sql(), (question.by() != null) ? PARTS.get(question.by()) : null, params);
	}

	private List<Ticket> open(Asked asked, String more, Map<String, Object> params) {
		return this.jdbc.query(asked.in(OPEN) + more, params, this.access.reading().rows((row, number) -> {
			OffsetDateTime due = row.getObject("resolution_due_at", OffsetDateTime.class);
			return new Ticket(row.getObject("id", UUID.class), row.getString("number"), row.getString("title"),
					row.getString("status"), row.getString("priority"), row.getObject("team_id", UUID.class),
					row.getObject("category_id", UUID.class), row.getObject("site_id", UUID.class),
					Objects.requireNonNullElse(row.getString("part"), Dimension.NONE),
					(due != null) ? due.toInstant() : null);
		}));
	}

	/** By what makes tickets alike. */
	private Map<String, BreachHistory> histories(Asked asked) {
		Map<String, BreachHistory> histories = new HashMap<>();
		this.jdbc.query("SELECT f.team_id, f.priority, " + STEP + ", count(*) AS clocks" + asked.in(STOPPED)
				+ " GROUP BY 1, 2, 3", asked.params(), (row) -> {
					int step = row.getInt("step");
					long stopped = row.getLong("clocks");
					Likeness.all(row.getObject("team_id", UUID.class), row.getString("priority"))
						.forEach((likeness) -> add(histories, likeness, step, stopped));
				});
		return histories;
	}

	private static void add(Map<String, BreachHistory> histories, Likeness likeness, int step, long clocks) {
		histories.computeIfAbsent(likeness.key(), (key) -> new BreachHistory()).add(step, clocks);
	}

	private Stream<BreachRisks.Risk> risks(Asked asked, List<Ticket> open, Map<String, BreachHistory> histories) {
		Map<UUID, List<ClockOutcome>> clocks = this.serviceLevels.outcomes(open.stream().map(Ticket::id).toList());
		return open.stream()
			.flatMap((ticket) -> clocks.getOrDefault(ticket.id(), List.of())
				.stream()
				.filter((clock) -> clock.kind().equals("resolution") && clock.stoppedAt() == null && !clock.breached())
				.limit(1)
				.map((clock) -> risk(asked, ticket, clock, histories)));
	}

	private static BreachRisks.Risk risk(Asked asked, Ticket ticket, ClockOutcome clock,
			Map<String, BreachHistory> histories) {
		Said said = said(histories, ticket.team(), ticket.priority(),
				(double) clock.elapsedSeconds() / clock.targetSeconds());
		BreachHistory.Chance chance = said.chance();
		return new BreachRisks.Risk(ticket.id(), asked.kind(), ticket.number(), ticket.title(), ticket.status(),
				ticket.priority(), ticket.team(), ticket.category(), ticket.site(), ticket.due(),
				clock.elapsedSeconds(), clock.targetSeconds(),
				chance.isKnown() ? Double.valueOf(rounded(chance.value())) : null, chance.missed(), chance.of(),
				chance.isKnown() ? said.likeness() : null);
	}

	/** By those that are most like it and enough. */
	private static Said said(Map<String, BreachHistory> histories, @Nullable UUID team, String priority,
			double elapsed) {
		Said said = new Said("kind", new BreachHistory.Chance(0, 0));
		for (Likeness likeness : Likeness.all(team, priority)) {
			BreachHistory history = histories.get(likeness.key());
			if (history != null) {
				said = new Said(likeness.word(), history.chance(elapsed));
				if (said.chance().isKnown()) {
					return said;
				}
			}
		}
		return said;
	}

	/** Tries it with the past: each clock at half its time, from those before it. */
	private BreachRisks tried(Asked asked, BreachRisks found) {
		Map<String, BreachHistory> before = new HashMap<>();
		double[] errors = new double[2];
		int[] tried = new int[1];
		Map<String, Object> params = new HashMap<>(asked.params());
		params.put("most", TRIED);
		this.jdbc.query(
				"SELECT * FROM (SELECT f.team_id, f.priority, f.resolution_stopped_at, " + STEP + asked.in(STOPPED)
						+ " ORDER BY f.resolution_stopped_at DESC LIMIT :most) latest ORDER BY resolution_stopped_at",
				params, (row) -> {
					UUID team = row.getObject("team_id", UUID.class);
					String priority = row.getString("priority");
					int step = row.getInt("step");
					BreachHistory all = before.getOrDefault(KIND, new BreachHistory());
					BreachHistory.Chance chance = said(before, team, priority, 0.5).chance();
					if (step >= 50 && chance.isKnown()) {
						double missed = (step == 100) ? 1 : 0;
						errors[0] += Math.pow(missed - chance.value(), 2);
						errors[1] += Math.pow(missed - all.chance().value(), 2);
						tried[0]++;
					}
					Likeness.all(team, priority).forEach((likeness) -> add(before, likeness, step, 1));
				});
		return (tried[0] == 0) ? found : new BreachRisks(found.tickets(), found.groups(), tried[0],
				rounded(errors[0] / tried[0]), rounded(errors[1] / tried[0]), errors[0] < errors[1]);
	}

	private static double rounded(double share) {
		return Math.round(share * 1000) / 1000.0;
	}

	/** A question with what the caller may read. */
	private record Asked(String kind, String readable, @Nullable Dimension by, Map<String, Object> params) {

		String in(String sql) {
			return sql.replace(":readable", this.readable)
				.replace(":part", (this.by != null) ? this.by.sql() : "NULL::text");
		}

	}

	private record Ticket(UUID id, String number, String title, String status, String priority, @Nullable UUID team,
			@Nullable UUID category, @Nullable UUID site, String part, @Nullable Instant due) {
	}

	private record Said(String likeness, BreachHistory.Chance chance) {
	}

	/** What makes tickets alike, the closest first. */
	private record Likeness(String word, String key) {

		static List<Likeness> all(@Nullable UUID team, String priority) {
			return List.of(new Likeness("team", priority + "/" + team), new Likeness("priority", priority),
					new Likeness("kind", KIND));
		}

	}

}
