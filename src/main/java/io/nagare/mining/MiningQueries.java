package io.nagare.mining;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.Label;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workflow.DrawnSteps;
import io.nagare.workflow.Models;

/**
 * Reads from the journal how tickets really flowed through a process, over those that the
 * caller may read.
 */
@Component
@Transactional(readOnly = true, timeout = MiningQueries.LONGEST_SECONDS)
public class MiningQueries {

	/** Where all steps of all years are looked through. */
	static final int LONGEST_SECONDS = 60;

	private static final Duration USUAL = Duration.ofDays(90);

	private static final Duration LONGEST = Duration.ofDays(3660);

	private static final int MOST_FLOWS = 1000;

	private static final int MOST_VARIANTS = 100;

	/**
	 * Which team had a ticket from when until when, as its journal tells; before the
	 * first one nobody had it, so that its first steps are of the first. A ticket whose
	 * team never changed is in none of these.
	 */
	static final String TEAMS = """
			had_by AS MATERIALIZED (
			  SELECT c.ticket_id, span.team_id::uuid AS team_id, span.since, span.until
			    FROM (SELECT h.ticket_id, nullif(h.old_value, '') AS before, nullif(h.new_value, '') AS after,
			                 h.changed_at, lead(h.changed_at) OVER in_order AS next, row_number() OVER in_order = 1 AS first
			            FROM ticket_histories_view h JOIN tickets_view t ON t.id = h.ticket_id
			           WHERE h.field_name = 'team_id' AND %1$s
			          WINDOW in_order AS (PARTITION BY h.ticket_id ORDER BY h.changed_at, h.id)) c
			   CROSS JOIN LATERAL (VALUES
			     (c.after, CASE WHEN c.first AND c.before IS NULL THEN '-infinity' ELSE c.changed_at END,
			      coalesce(c.next, 'infinity')),
			     (c.before, '-infinity', CASE WHEN c.first AND c.before IS NOT NULL THEN c.changed_at ELSE '-infinity' END))
			     AS span (team_id, since, until)
			   WHERE span.since < span.until)
			""";

	/**
	 * Instances of one element that begin together count once. A step is of the team that
	 * had the ticket then.
	 */
	private static final String STEPS = "WITH " + TEAMS
			+ """
					, steps AS MATERIALIZED (
					  SELECT s.*, lead(element) OVER in_order AS next, lead(action) OVER in_order AS next_action,
					         extract(epoch FROM lead(at) OVER in_order - at)::float8 AS seconds,
					         CASE WHEN is_end THEN 0 ELSE extract(epoch FROM coalesce(lead(at) OVER in_order, :now) - at) END AS stayed,
					         row_number() OVER in_order AS place,
					         row_number() OVER (PARTITION BY process_id, element ORDER BY at, is_end, id) AS visit
					    FROM (SELECT DISTINCT ON (h.process_id, h.changed_at, h.new_value) h.id, h.ticket_id, h.process_id,
					                 h.new_value AS element, h.old_value AS action, h.element_name AS name, h.element_type AS type,
					                 h.element_type = 'endEvent' AS is_end, h.changed_at AS at, t.number, t.created_at,
					                 CASE WHEN m.ticket_id IS NULL THEN t.team_id ELSE m.team_id END AS team_id
					            FROM tickets_view t JOIN ticket_histories_view h ON h.ticket_id = t.id
					            LEFT JOIN had_by m ON m.ticket_id = h.ticket_id AND m.since <= h.changed_at AND h.changed_at < m.until
					           WHERE h.field_name = 'step' AND h.process_key = :process AND %1$s
					           ORDER BY h.process_id, h.changed_at, h.new_value, h.id) s
					  WINDOW in_order AS (PARTITION BY process_id ORDER BY at, is_end, id))
					""";

	private static final String VISITED = """
			SELECT element, max(name) AS name, max(type) AS type, count(*) AS visits, count(DISTINCT ticket_id) AS tickets,
			       count(DISTINCT process_id) AS processes, count(DISTINCT ticket_id) FILTER (WHERE visit > 1) AS repeated,
			       count(*) FILTER (WHERE next IS NULL AND NOT is_end) AS resting,
			       sum(stayed)::bigint AS stayed,
			       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds) AS percentiles
			  FROM steps GROUP BY GROUPING SETS ((), (element)) ORDER BY stayed DESC, element
			""";

	private static final String FOLLOWED = """
			SELECT CASE WHEN nth.first THEN NULL ELSE element END AS earlier,
			       CASE WHEN nth.first THEN element ELSE next END AS later,
			       CASE WHEN nth.first THEN action ELSE next_action END AS action, count(*) AS times,
			       count(DISTINCT ticket_id) AS tickets,
			       percentile_cont(0.5) WITHIN GROUP (ORDER BY CASE WHEN NOT nth.first THEN seconds END) AS median
			  FROM steps CROSS JOIN (VALUES (TRUE), (FALSE)) AS nth (first)
			 WHERE CASE WHEN nth.first THEN place = 1 ELSE next IS NOT NULL END
			 GROUP BY 1, 2, 3 ORDER BY times DESC, earlier NULLS FIRST, later LIMIT :most
			""";

	private static final String WAYS = """
			SELECT elements, ended, count(*) AS processes, percentile_cont(0.5) WITHIN GROUP (ORDER BY took) AS median,
			       (array_agg(number ORDER BY created_at DESC, number))[1\\:5] AS tickets,
			       sum(count(*)) OVER () AS all_processes, count(*) OVER () AS variants
			  FROM (SELECT array_agg(element ORDER BY at, is_end, id) AS elements,
			               (array_agg(is_end ORDER BY at DESC, is_end DESC, id DESC))[1] AS ended,
			               extract(epoch FROM max(at) - min(at))::float8 AS took, max(number) AS number,
			               max(created_at) AS created_at
			          FROM steps GROUP BY process_id) ways
			 GROUP BY elements, ended ORDER BY processes DESC, elements LIMIT :most
			""";

	/**
	 * Each wait with the next one, or the end of the process, and what led there: what
	 * ended within the process at the same time is passed over, and hands on the action.
	 */
	private static final String MOVES = """
			, moves AS (
			  SELECT ticket_id, team_id, element, name, lead(did) OVER in_order AS action,
			         lead(element) OVER in_order AS reached
			    FROM (SELECT s.*, max(action) OVER (PARTITION BY process_id, at) AS did,
			                 row_number() OVER (PARTITION BY process_id ORDER BY at DESC, is_end DESC, id DESC) AS last
			            FROM steps s) s
			   WHERE NOT is_end OR last = 1
			  WINDOW in_order AS (PARTITION BY process_id ORDER BY at, is_end, id))
			""";

	private static final String MOVED = MOVES
			+ "SELECT DISTINCT element, action, reached FROM moves WHERE reached IS NOT NULL";

	/** Of an element as a whole, then of the teams that had the ticket there. */
	private static final String STRAYED = MOVES + """
			SELECT element, max(name) AS name, team_id, count(DISTINCT ticket_id) FILTER (WHERE %1$s) AS strays,
			       count(DISTINCT ticket_id) AS tickets
			  FROM moves GROUP BY GROUPING SETS ((element), (element, team_id))
			HAVING bool_or(%1$s) AND (grouping(team_id) = 1 OR team_id IS NOT NULL)
			 ORDER BY element, grouping(team_id) DESC, strays DESC, team_id LIMIT :most
			""";

	private static final String NOWHERE = "FALSE";

	private static final int MOST_STRAYS = 50;

	private final NamedParameterJdbcTemplate jdbc;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Models models;

	private final DrawnSteps drawn;

	private final Clock clock;

	private final Directory directory;

	MiningQueries(NamedParameterJdbcTemplate jdbc, TicketAccess access, CurrentCaller callers, Models models,
			DrawnSteps drawn, Directory directory, Clock clock) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.access = access;
		this.callers = callers;
		this.models = models;
		this.drawn = drawn;
		this.clock = clock;
	}

	/**
	 * What followed what in a process.
	 * @throws Refusal NOT_FOUND where no such process is in force, VALIDATION_FAILED
	 * naming what is wrong with the question, FORBIDDEN for who may read no reports
	 */
	public ProcessFlow flow(String process, MiningQuestion question) {
		Asked asked = asked(process, question);
		return visited(process, asked,
				this.jdbc.query(asked.sql(FOLLOWED), asked.with("most", MOST_FLOWS),
						(row, number) -> new ProcessFlow.Flow(row.getString("earlier"), row.getString("later"),
								row.getString("action"), row.getLong("times"), row.getLong("tickets"),
								(Double) row.getObject("median"))));
	}

	/** The same without what followed what. */
	ProcessFlow visited(String process, MiningQuestion question) {
		return visited(process, asked(process, question), List.of());
	}

	private ProcessFlow visited(String process, Asked asked, List<ProcessFlow.Flow> flows) {
		List<ProcessFlow.Step> steps = new ArrayList<>();
		long[] whole = new long[2];
		this.jdbc.query(asked.sql(VISITED), asked.params(), (row) -> {
			if (row.getString("element") == null) {
				whole[0] = row.getLong("tickets");
				whole[1] = row.getLong("processes");
			}
			else {
				steps.add(step(row, asked));
			}
		});
		return new ProcessFlow(process, asked.from(), asked.to(), whole[0], whole[1], steps, flows);
	}

	private static ProcessFlow.Step step(ResultSet row, Asked asked) throws SQLException {
		@Nullable Object[] percentiles = array(row.getArray("percentiles"), 2);
		String element = row.getString("element");
		return new ProcessFlow.Step(element, asked.label(element, row.getString("name")), row.getString("type"),
				row.getLong("visits"), row.getLong("tickets"), row.getLong("repeated"), row.getLong("resting"),
				row.getLong("stayed"), (Double) percentiles[0], (Double) percentiles[1]);
	}

	private static @Nullable Object[] array(@Nullable Array array, int length) throws SQLException {
		return (array != null) ? (@Nullable Object[]) array.getArray() : new @Nullable Object[length];
	}

	/**
	 * The ways that processes took.
	 * @throws Refusal as {@link #flow} does
	 */
	public ProcessVariants variants(String process, MiningQuestion question) {
		Asked asked = asked(process, question);
		long[] whole = new long[2];
		List<ProcessVariants.Variant> items = this.jdbc.query(asked.sql(WAYS), asked.with("most", MOST_VARIANTS),
				(row, number) -> {
					whole[0] = row.getLong("all_processes");
					whole[1] = row.getLong("variants");
					List<String> elements = words(row.getArray("elements"));
					return new ProcessVariants.Variant(elements, row.getBoolean("ended"), row.getLong("processes"),
							(double) row.getLong("processes") / whole[0],
							(elements.size() > 1) ? (Double) row.getObject("median") : null,
							words(row.getArray("tickets")));
				});
		return new ProcessVariants(whole[0], whole[1], items);
	}

	private static List<String> words(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

	/**
	 * The tickets that reached an element, those first that stayed longest.
	 * @param next which element they reached directly afterwards; null for any
	 * @param repeated whether only those are wanted that came back to it
	 * @param undrawn whether only those are wanted that left it in a way that the version
	 * in force does not draw
	 * @param team the team that had them there; null for any
	 * @throws Refusal as {@link #flow} does
	 */
	public Paged<MinedTicket> tickets(String process, MiningQuestion question, String element, @Nullable String next,
			boolean repeated, boolean undrawn, @Nullable UUID team, PageQuery page) {
		Asked asked = asked(process, question);
		String there = (team != null) ? "team_id = :at_team" : "TRUE";
		String wanted = there
				+ (undrawn ? " AND ticket_id IN (SELECT ticket_id FROM moves WHERE element = :element AND " + there
						+ " AND " + strays(process, asked) + ")" : "");
		Map<String, Object> params = asked.with("element", element);
		params.put("next", Objects.requireNonNullElse(next, ""));
		params.put("least", repeated ? 2 : 1);
		if (team != null) {
			params.put("at_team", team);
		}
		params.put("limit", page.limit());
		params.put("offset", page.offset());
		long[] total = new long[1];
		List<MinedTicket> tickets = this.jdbc.query(asked
			.sql("""
					%s
					SELECT t.id, t.kind, t.number, t.title, t.status, t.phase, t.priority, t.created_at, f.visits, f.seconds,
					       count(*) OVER () AS total
					  FROM (SELECT ticket_id, count(*) AS visits, sum(stayed)::bigint AS seconds
					          FROM steps WHERE element = :element AND (:next = '' OR next = :next) AND %s
					         GROUP BY ticket_id HAVING max(visit) >= :least) f
					  JOIN tickets_view t ON t.id = f.ticket_id
					 ORDER BY f.seconds DESC, t.created_at DESC, t.id LIMIT :limit OFFSET :offset
					"""
				.formatted(undrawn ? MOVES : "", wanted)), params, this.access.reading().rows((row, number) -> {
					total[0] = row.getLong("total");
					return new MinedTicket(row.getObject("id", UUID.class), row.getString("kind"),
							row.getString("number"), row.getString("title"), row.getString("status"),
							row.getString("phase"), row.getString("priority"),
							row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getLong("visits"),
							row.getLong("seconds"));
				}));
		return Paged.of(tickets, page, total[0]);
	}

	/** How long the visits to elements took that are over, by the team that had them. */
	List<OfTeam> byTeam(String process, MiningQuestion question, List<String> elements) {
		if (elements.isEmpty()) {
			return List.of();
		}
		Asked asked = asked(process, question);
		return this.jdbc.query(asked.sql("""
				SELECT element, team_id, count(*) AS visits, sum(seconds)::bigint AS seconds
				  FROM steps WHERE element IN (:elements) AND seconds IS NOT NULL AND team_id IS NOT NULL
				 GROUP BY element, team_id ORDER BY sum(seconds) DESC, team_id
				"""), asked.with("elements", elements), (row, number) -> new OfTeam(row.getString("element"),
				row.getObject("team_id", UUID.class), row.getLong("visits"), row.getLong("seconds")));
	}

	/**
	 * Who left an element in a way that the version in force does not draw, of all that
	 * reached it: the element as a whole first, then its teams.
	 */
	List<Strays> strays(String process, MiningQuestion question) {
		Asked asked = asked(process, question);
		String strays = strays(process, asked);
		return strays.equals(NOWHERE) ? List.of()
				: this.jdbc.query(asked.sql(STRAYED.formatted(strays)), asked.with("most", MOST_STRAYS),
						(row, number) -> new Strays(row.getString("element"),
								asked.label(row.getString("element"), row.getString("name")),
								row.getObject("team_id", UUID.class), row.getLong("strays"), row.getLong("tickets")));
	}

	/** A condition for the moves that the version in force does not draw. */
	private String strays(String process, Asked asked) {
		List<DrawnSteps.Step> taken = this.jdbc.query(asked.sql(MOVED), asked.params(),
				(row, number) -> new DrawnSteps.Step(row.getString("element"), row.getString("action"),
						row.getString("reached")));
		List<DrawnSteps.Step> strays = this.drawn.notDrawn(process, taken);
		if (strays.isEmpty()) {
			return NOWHERE;
		}
		asked.params()
			.put("strays",
					strays.stream()
						.map((step) -> new Object[] { step.at(), Objects.requireNonNullElse(step.action(), ""),
								step.reached() })
						.toList());
		return "coalesce((element, coalesce(action, ''), reached) IN (:strays), FALSE)";
	}

	/** What the model in force has that tokens may reach, by id. */
	Map<String, Label> steps(String process) {
		return this.models.steps(process);
	}

	private Asked asked(String process, MiningQuestion question) {
		return asked(process, question, Refusal::notFound);
	}

	/**
	 * What tells tickets apart, with whom they may be read by.
	 * @param unknown what is answered where no such process is in force
	 */
	Asked asked(String process, MiningQuestion question, Supplier<Refusal> unknown) {
		Caller caller = this.callers.requireMember();
		caller.demand("report:read");
		Map<String, Label> labels = this.models.steps(process);
		if (labels.isEmpty()) {
			throw unknown.get();
		}
		Instant to = Optional.ofNullable(question.to()).orElseGet(this.clock::instant);
		Instant from = Optional.ofNullable(question.from()).orElseGet(() -> to.minus(USUAL));
		if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
			throw Refusal.invalid("from", "invalid");
		}
		TicketAccess.Visibility readable = this.access.readable(caller, "t");
		Map<String, Object> params = new HashMap<>(readable.params());
		StringBuilder where = new StringBuilder(
				"t.tenant_id = :tenant AND t.created_at >= :from AND t.created_at < :to AND ")
			.append(readable.sql());
		params.put("tenant", Tenancy.require().id());
		params.put("process", process);
		params.put("from", from.atOffset(ZoneOffset.UTC));
		params.put("to", to.atOffset(ZoneOffset.UTC));
		params.put("now", this.clock.instant().atOffset(ZoneOffset.UTC));
		in(where, params, "team_id", question.teamId());
		in(where, params, "category_id",
				Optional.ofNullable(question.categoryId())
					.map((categories) -> List.copyOf(this.directory.withAllBelow(categories)))
					.orElse(null));
		in(where, params, "priority", question.priority());
		return new Asked(from, to, where.toString(), params, labels);
	}

	private static void in(StringBuilder where, Map<String, Object> params, String column, @Nullable List<?> values) {
		if (values != null && !values.isEmpty()) {
			where.append(" AND t.").append(column).append(" IN (:").append(column).append(')');
			params.put(column, values);
		}
	}

	/** Whose tickets are wanted, and what the elements are called. */
	record Asked(Instant from, Instant to, String where, Map<String, Object> params, Map<String, Label> labels) {

		String sql(String select) {
			return STEPS.formatted(this.where) + select;
		}

		Map<String, Object> with(String name, Object value) {
			Map<String, Object> all = new HashMap<>(this.params);
			all.put(name, value);
			return all;
		}

		/** An element that the model has no longer is called as it was. */
		Label label(String element, @Nullable String name) {
			return Optional.ofNullable(this.labels.get(element))
				.orElseGet(() -> (name != null) ? Label.of(name) : Label.said(element));
		}

	}

	/**
	 * How many left an element in a way that is not drawn.
	 *
	 * @param team who had the tickets there; null for all of them
	 * @param tickets how many reached the element
	 */
	record Strays(String element, Label label, @Nullable UUID team, long strays, long tickets) {
	}

	/** What a team made of an element. */
	record OfTeam(String element, UUID team, long visits, long seconds) {
	}

}
