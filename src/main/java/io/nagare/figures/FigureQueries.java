package io.nagare.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.UnitKind;
import io.nagare.shared.Label;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.access.TicketAccess;

/**
 * Counts figures over the tickets that the caller may read, each in one statement over
 * facts that follow all that is committed.
 */
@Component
public class FigureQueries {

	/** The period that is meant where nobody says one. */
	public static final Duration USUAL = Duration.ofDays(30);

	private static final Duration LONGEST = Duration.ofDays(3660);

	/** Whoever asks until now has asked a moment before. */
	private static final Duration A_MOMENT = Duration.ofMinutes(1);

	private static final int MOST_PARTS = 1000;

	/** No period has more days. */
	private static final int MOST_DAYS = 4000;

	private final NamedParameterJdbcTemplate jdbc;

	private final FactsRefresh facts;

	private final TicketAccess access;

	private final FigureWords words;

	private final CurrentCaller callers;

	private final Directory directory;

	private final Clock clock;

	private final TransactionTemplate transaction;

	FigureQueries(NamedParameterJdbcTemplate jdbc, FactsRefresh facts, TicketAccess access, FigureWords words,
			CurrentCaller callers, Directory directory, Clock clock, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.facts = facts;
		this.access = access;
		this.words = words;
		this.callers = callers;
		this.directory = directory;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setReadOnly(true);
	}

	/** The figures there are. */
	public List<FigureValue.Entry> all() {
		reader();
		List<FigureValue.Entry> entries = new ArrayList<>();
		for (Figure figure : Figure.ALL) {
			entries.add(new FigureValue.Entry(figure.name(), true, figure.unit(), figure.title(), figure.definition(),
					figure.kind(), figure.onlyThisKind(), figure.moment() == null, figure.isToldOfPast(),
					dimensions(figure)));
		}
		return entries;
	}

	/**
	 * Counts a figure.
	 * @throws Refusal NOT_FOUND where there is no such figure, VALIDATION_FAILED naming
	 * what is wrong with the question, FORBIDDEN for who may read no reports, UNAVAILABLE
	 * while what it counts is not whole
	 */
	public FigureValue of(String name, FigureQuestion question) {
		Caller caller = reader();
		Asked asked = asked(name, question, caller);
		return count(asked);
	}

	/**
	 * Counts a figure over the tickets that are confidential to nobody, for what the
	 * product tells by itself. Whoever calls decides who is told.
	 * @throws Refusal as for whoever asks
	 */
	public FigureValue shared(String name, FigureQuestion question) {
		Asked asked = asked(name, question, (kind) -> TicketAccess.Visibility.toAll(facts(question)));
		return count(asked);
	}

	/** The names of the figures there are. */
	public List<String> names() {
		return Figure.ALL.stream().map(Figure::name).toList();
	}

	/** Whether there is such a figure. */
	public boolean isKnown(String name) {
		return figure(name).isPresent();
	}

	/** Whether a figure can be told apart by that word. */
	public boolean isToldApartBy(String name, String by) {
		return figure(name).filter((one) -> dimensions(one).contains(by)).isPresent();
	}

	/** What people call a figure. */
	public Label title(String name) {
		return figure(name).orElseThrow(Refusal::notFound).title();
	}

	/** {@code seconds}, {@code share}, {@code number} or {@code count}. */
	public String unit(String name) {
		return figure(name).orElseThrow(Refusal::notFound).unit();
	}

	/**
	 * What is wrong with a question, before anybody asks it; nothing where it may be
	 * asked.
	 * @throws Refusal FORBIDDEN for who may read no reports
	 */
	public List<Refusal.Detail> faults(String name, FigureQuestion question) {
		reader();
		return figure(name).map((figure) -> faults(figure, question, Period.of(question, this.clock.instant())))
			.orElseGet(() -> List.of(Refusal.Detail.of("figure", "not_a_choice",
					String.join(", ", Figure.ALL.stream().map(Figure::name).toList()))));
	}

	/**
	 * The tickets behind a figure, those that weigh most first.
	 * @param key the part of the series; null for all of them
	 * @param part {@code numerator} for those that the numerator counts, {@code rest} for
	 * those that it could have counted; null for both
	 * @throws Refusal VALIDATION_FAILED also where there is no such part
	 */
	public Paged<FigureValue.Ticket> tickets(String name, FigureQuestion question, @Nullable String key,
			@Nullable String part, PageQuery page) {
		Caller caller = reader();
		Asked asked = asked(name, question, caller);
		List<String> parts = asked.figure().unit().equals("share") ? List.of("numerator", "rest")
				: List.of("numerator");
		if (part != null && !parts.contains(part)) {
			throw Refusal.invalid("part", "not_a_choice", String.join(", ", parts));
		}
		this.facts.catchUp();
		return Objects.requireNonNull(this.transaction.execute((status) -> list(asked, key, part, page)));
	}

	/**
	 * What the platform was meant to bring: a period and one before it.
	 */
	public List<FigureValue.Aim> aims(FigureQuestion before, FigureQuestion now) {
		return List.of(aim("mttr", -0.6, true, before, now), aim("sla_resolution", 0.95, false, before, now),
				aim("cost_per_ticket", -0.3, true, before, now), aim("automation", 0.8, false, before, now));
	}

	private FigureValue.Aim aim(String name, double aim, boolean relative, FigureQuestion before, FigureQuestion now) {
		FigureValue then = of(name, before);
		FigureValue present = of(name, now);
		Double change = null;
		if (then.value() != null && present.value() != null && (!relative || then.value() != 0)) {
			change = relative ? present.value() / then.value() - 1 : present.value() - then.value();
		}
		Boolean reached = null;
		if (relative) {
			reached = (change != null) ? Boolean.valueOf(change <= aim) : null;
		}
		else if (present.value() != null) {
			reached = present.value() >= aim;
		}
		return new FigureValue.Aim(aim, relative, then, present, change, reached);
	}

	/**
	 * Refuses to tell of a moment that has passed what is only known of now.
	 * @throws Refusal FORBIDDEN for who may not read reports, NOT_FOUND where there is no
	 * such figure, VALIDATION_FAILED for another moment
	 */
	public void demandNow(String name, @Nullable Instant to) {
		reader();
		Figure figure = figure(name).orElseThrow(Refusal::notFound);
		if (figure.moment() == null && to != null && to.isBefore(this.clock.instant().minus(A_MOMENT))) {
			throw Refusal.invalid("to", "only_now");
		}
	}

	/** Who asks, where he may read reports. */
	Caller reader() {
		Caller caller = this.callers.requireMember();
		caller.demand("report:read");
		return caller;
	}

	/** Of which kinds of tickets there are figures. */
	List<String> kinds() {
		return this.words.kinds();
	}

	private static List<String> dimensions(Figure figure) {
		return Arrays.stream(Dimension.values())
			.filter((one) -> !one.isTime() || figure.moment() != null)
			.filter((one) -> !one.isPerson() || figure.moment() == null)
			.filter((one) -> one != Dimension.AGE || figure.moment() == null)
			.map(Dimension::word)
			.toList();
	}

	/** How much somebody had is as little anybody's business as how fast he was. */
	private static List<String> ofPast(List<String> dimensions) {
		return dimensions.stream().filter((one) -> !one.equals(Dimension.ASSIGNEE.word())).toList();
	}

	private static Optional<Figure> figure(String name) {
		return Figure.ALL.stream().filter((one) -> one.name().equals(name)).findFirst();
	}

	private List<Refusal.Detail> faults(Figure figure, FigureQuestion question, Period period) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (question.at() != null && !figure.isToldOfPast()) {
			wrong.add(Refusal.Detail.of("at", (figure.moment() == null) ? "only_now" : "only_period"));
		}
		else if (question.at() != null && question.at().isAfter(this.clock.instant())) {
			wrong.add(Refusal.Detail.of("at", "in_the_future"));
		}
		if (!period.isCounted()) {
			wrong.add(Refusal.Detail.of("from", "invalid"));
		}
		List<String> kinds = figure.onlyThisKind() ? List.of(figure.kind()) : kinds();
		if (!kinds.contains(kind(figure, question))) {
			wrong.add(Refusal.Detail.of("kind", "not_a_choice", String.join(", ", kinds)));
		}
		List<String> apart = (question.at() != null) ? ofPast(dimensions(figure)) : dimensions(figure);
		if (question.by() != null && !apart.contains(question.by())) {
			wrong.add(Refusal.Detail.of("by", "not_a_choice", String.join(", ", apart)));
		}
		return wrong;
	}

	private static String kind(Figure figure, FigureQuestion question) {
		return (question.kind() != null) ? question.kind() : figure.kind();
	}

	private Asked asked(String name, FigureQuestion question, Caller caller) {
		return asked(name, question, (kind) -> this.access.readable(caller, kind, facts(question)));
	}

	/** What the facts are called that say who may read a ticket now. */
	private static String facts(FigureQuestion question) {
		return (question.at() != null) ? FactsAt.NOW : "f";
	}

	private Asked asked(String name, FigureQuestion question, Function<String, TicketAccess.Visibility> visible) {
		Figure figure = figure(name).orElseThrow(Refusal::notFound);
		Instant now = this.clock.instant();
		Period period = Period.of(question, now);
		List<Refusal.Detail> wrong = faults(figure, question, period);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		String kind = kind(figure, question);
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder(" WHERE f.tenant_id = :tenant AND f.kind = :kind AND (")
			.append(figure.counts())
			.append(')');
		params.put("tenant", Tenancy.require().id());
		params.put("kind", kind);
		params.put("zone", this.directory.zone().getId());
		params.put("now", time((question.at() != null) ? question.at() : now));
		if (figure.moment() != null) {
			where.append(" AND ").append(figure.moment()).append(" >= :from AND ");
			where.append(figure.moment()).append(" < :to");
			params.put("from", time(period.from()));
			params.put("to", time(period.to()));
		}
		narrow(where, params, question);
		if (question.model() != null) {
			in(where, params, "model", List.of(question.model()));
		}
		if (question.service() != null) {
			where.append(" AND f.ci_ids @> ARRAY[:service]::uuid[]");
			params.put("service", question.service());
		}
		TicketAccess.Visibility readable = visible.apply(kind);
		params.putAll(readable.params());
		String source = "ticket_facts";
		if (question.at() != null) {
			params.put("at", time(question.at()));
			source = FactsAt.sql(readable.sql(), this.words.phases(kind), params);
		}
		else {
			where.append(" AND ").append(readable.sql());
		}
		Dimension by = (question.by() != null) ? Dimension.valueOf(question.by().toUpperCase(Locale.ROOT)) : null;
		return new Asked(figure, question, kind, (figure.moment() != null) ? period.from() : null,
				(figure.moment() != null) ? period.to() : null, by,
				(by != null) ? this.words.sql(by, figure, params) : null, source, where.toString(), params);
	}

	/** By team, category, place and priority. */
	void narrow(StringBuilder where, Map<String, Object> params, FigureQuestion question) {
		in(where, params, "team_id", question.teamId());
		in(where, params, "category_id",
				Optional.ofNullable(question.categoryId())
					.map((categories) -> List.copyOf(this.directory.withAllBelow(categories)))
					.orElse(null));
		within(where, params, UnitKind.SITE, question.siteId());
		within(where, params, UnitKind.DEPARTMENT, question.departmentId());
		in(where, params, "priority", this.words.withEarlier(Dimension.PRIORITY, question.priority()));
	}

	private void within(StringBuilder where, Map<String, Object> params, UnitKind kind, @Nullable UUID unit) {
		in(where, params, kind.field(), (unit != null) ? List.copyOf(this.directory.withAllBelow(kind, unit)) : null);
	}

	private static void in(StringBuilder where, Map<String, Object> params, String column, @Nullable List<?> values) {
		if (values != null && !values.isEmpty()) {
			where.append(" AND f.").append(column).append(" IN (:").append(column).append(')');
			params.put(column, values);
		}
	}

	private FigureValue count(Asked asked) {
		Instant asOf = this.facts.catchUp();
		return Objects.requireNonNull(this.transaction.execute((status) -> count(asked, asOf)));
	}

	private FigureValue count(Asked asked, Instant asOf) {
		Figure figure = asked.figure();
		Counted[] total = { new Counted(null, 0, 0L, null, null) };
		List<Counted> parts = new ArrayList<>();
		// a ticket that concerns two services counts once in the whole
		boolean apart = asked.by() == Dimension.SERVICE;
		String key = asked.key();
		this.jdbc.query(select(asked, apart ? null : key, ""), asked.params(), (row) -> {
			Counted counted = counted(row, figure);
			if (counted.key() == null) {
				total[0] = counted;
			}
			else {
				parts.add(counted);
			}
		});
		if (apart) {
			this.jdbc.query(select(asked, key, Dimension.SERVICE.join()), asked.params(), (row) -> {
				Counted counted = counted(row, figure);
				if (counted.key() != null) {
					parts.add(counted);
				}
			});
		}
		boolean complete = parts.size() <= most(asked.by());
		if (!complete) {
			parts.subList(most(asked.by()), parts.size()).clear();
		}
		Map<String, String> names = names(asked.by(), parts);
		Counted whole = total[0];
		boolean known = !figure.isWrittenDown() || whole.value() != null;
		return new FigureValue(figure.name(), known, figure.unit(), figure.title(), figure.definition(), asked.kind(),
				asked.from(), asked.to(), asked.question().at(), asOf, whole.numerator(), whole.denominator(),
				whole.value(), whole.median(), whole.p90(), asked.question().by(), complete,
				parts.stream()
					.map((part) -> new FigureValue.Part(String.valueOf(part.key()),
							names.getOrDefault(String.valueOf(part.key()), String.valueOf(part.key())),
							part.numerator(), part.denominator(), part.value(), part.median(), part.p90(),
							address(asked, part.key())))
					.toList(),
				address(asked, null));
	}

	private static String select(Asked asked, @Nullable String key, String join) {
		Figure figure = asked.figure();
		String percentiles = figure.isMean() ? "percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY n)"
				: "NULL::float8[]";
		String rows = "SELECT " + ((key != null) ? key : "NULL::text") + " AS key, (" + figure.numerator()
				+ ")::bigint AS n, " + ((figure.denominator() != null) ? figure.denominator() : "NULL")
				+ "::bigint AS d FROM " + asked.source() + " f" + join + asked.where();
		String counted = " AS whole, coalesce(sum(n), 0) AS n, sum(d) AS d, " + percentiles + " AS p FROM (" + rows
				+ ") counted";
		if (key == null) {
			return "SELECT NULL AS key, 1" + counted;
		}
		return "SELECT key, grouping(key)" + counted + " GROUP BY GROUPING SETS ((), (key)) ORDER BY whole DESC, "
		// one is the whole, and one tells that there are more
				+ order(asked.by()) + " LIMIT " + (most(asked.by()) + 2);
	}

	private static int most(@Nullable Dimension by) {
		return (by != null && by.isTime()) ? MOST_DAYS : MOST_PARTS;
	}

	private static String order(@Nullable Dimension by) {
		return (by == Dimension.AGE) ? "array_position(ARRAY['0-1', '1-3', '3-7', '7-30', '30-'], key)"
				: (by != null && by.isTime()) ? "key" : "n DESC, key";
	}

	private static Counted counted(ResultSet row, Figure figure) throws SQLException {
		long numerator = row.getLong("n");
		Long denominator = (figure.denominator() != null) ? row.getLong("d") : null;
		@Nullable Object[] percentiles = (row.getArray("p") != null) ? (@Nullable Object[]) row.getArray("p").getArray()
				: new @Nullable Object[2];
		return new Counted((row.getInt("whole") == 1) ? null : row.getString("key"), numerator, denominator,
				(Double) percentiles[0], (Double) percentiles[1]);
	}

	private Map<String, String> names(@Nullable Dimension by, List<Counted> parts) {
		return named(by, parts.stream().map(Counted::key).filter(Objects::nonNull).toList());
	}

	/** What the keys of a dimension are called; what is a word itself is absent. */
	Map<String, String> named(@Nullable Dimension by, Collection<String> keys) {
		String sql = (by != null) ? by.namesSql() : null;
		Map<String, String> names = new HashMap<>();
		if (sql != null && !keys.isEmpty()) {
			this.jdbc.query(sql, Map.of("keys", keys), (row) -> {
				names.put(row.getString("key"), row.getString("name"));
			});
		}
		return names;
	}

	private static String address(Asked asked, @Nullable String key) {
		FigureQuestion question = asked.question();
		UriComponentsBuilder address = UriComponentsBuilder
			.fromPath("/api/v1/figures/" + asked.figure().name() + "/tickets")
			.queryParam("kind", asked.kind());
		if (asked.from() != null) {
			address.queryParam("from", asked.from()).queryParam("to", asked.to());
		}
		put(address, "at", (question.at() != null) ? List.of(question.at()) : null);
		put(address, "team_id", question.teamId());
		put(address, "category_id", question.categoryId());
		put(address, "site_id", (question.siteId() != null) ? List.of(question.siteId()) : null);
		put(address, "department_id", (question.departmentId() != null) ? List.of(question.departmentId()) : null);
		put(address, "priority", question.priority());
		put(address, "service", (question.service() != null) ? List.of(question.service()) : null);
		put(address, "model", (question.model() != null) ? List.of(question.model()) : null);
		if (key != null) {
			address.queryParam("by", question.by()).queryParam("key", "{key}");
			return address.encode().buildAndExpand(Map.of("key", key)).toUriString();
		}
		return address.encode().toUriString();
	}

	private static void put(UriComponentsBuilder address, String name, @Nullable List<?> values) {
		if (values != null) {
			values.forEach((value) -> address.queryParam(name, value));
		}
	}

	private Paged<FigureValue.Ticket> list(Asked asked, @Nullable String key, @Nullable String part, PageQuery page) {
		Figure figure = asked.figure();
		Map<String, Object> params = new HashMap<>(asked.params());
		StringBuilder from = new StringBuilder(" FROM " + asked.source() + " f");
		if (key != null && asked.by() != null) {
			from.append(asked.by().join());
		}
		from.append(asked.where()).append(" AND NOT f.stays");
		if (key != null && asked.by() != null) {
			from.append(" AND ").append(asked.key()).append(" = :key");
			params.put("key", key);
		}
		if ("numerator".equals(part)) {
			from.append(" AND (").append(figure.numerator()).append(")::bigint > 0");
		}
		else if (part != null) {
			from.append(" AND (").append(figure.numerator()).append(")::bigint < ");
			from.append('(').append(figure.denominator()).append(")::bigint");
		}
		Long total = this.jdbc.queryForObject("SELECT count(*)" + from, params, Long.class);
		params.put("limit", page.limit());
		params.put("offset", page.offset());
		String rows = "SELECT t.id, t.kind, t.number, t.title, t.status, t.phase, t.priority, t.created_at, p.n, p.d"
				+ " FROM (SELECT f.id, (" + figure.numerator() + ")::bigint AS n, "
				+ ((figure.denominator() != null) ? figure.denominator() : "NULL") + "::bigint AS d" + from
				+ " ORDER BY n DESC, f.created_at DESC, f.id LIMIT :limit OFFSET :offset) p"
				+ " JOIN tickets_view t ON t.id = p.id ORDER BY p.n DESC, t.created_at DESC, t.id";
		List<FigureValue.Ticket> tickets = this.jdbc.query(rows, params, this.access.reading()
			.rows((row, number) -> new FigureValue.Ticket(row.getObject("id", UUID.class), row.getString("kind"),
					row.getString("number"), row.getString("title"), row.getString("status"), row.getString("phase"),
					row.getString("priority"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
					row.getLong("n"), (figure.denominator() != null) ? row.getLong("d") : null)));
		return Paged.of(tickets, page, (total != null) ? total : 0);
	}

	private static OffsetDateTime time(Instant at) {
		return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
	}

	/** The first moment that counts, and the one after the last. */
	private record Period(Instant from, Instant to) {

		static Period of(FigureQuestion question, Instant now) {
			Instant to = (question.to() != null) ? question.to() : now;
			return new Period((question.from() != null) ? question.from() : to.minus(USUAL), to);
		}

		boolean isCounted() {
			return this.from.isBefore(this.to) && Duration.between(this.from, this.to).compareTo(LONGEST) <= 0;
		}

	}

	/**
	 * A question that was found to be one.
	 *
	 * @param key the expression by which it is told apart; null where it is not
	 * @param source what has the facts
	 */
	private record Asked(Figure figure, FigureQuestion question, String kind, @Nullable Instant from,
			@Nullable Instant to, @Nullable Dimension by, @Nullable String key, String source, String where,
			Map<String, Object> params) {
	}

	/** What a row of the statement says; of the whole where it has no key. */
	private record Counted(@Nullable String key, long numerator, @Nullable Long denominator, @Nullable Double median,
			@Nullable Double p90) {

		@Nullable Double value() {
			if (this.denominator == null) {
				return (double) this.numerator;
			}
			return (this.denominator != 0) ? (double) this.numerator / this.denominator : null;
		}

	}

}
