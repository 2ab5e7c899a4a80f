package io.nagare.figures;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;

/**
 * A figure: what is divided by what, of which tickets, and which moment of theirs lies in
 * the period. All of it is SQL over {@code ticket_facts f}.
 *
 * @param name its name in the API
 * @param unit {@code "seconds"}, {@code "share"}, {@code "number"} or {@code "count"}
 * @param kind the kind of tickets it is about unless somebody says otherwise
 * @param onlyThisKind whether it makes sense for no other
 * @param moment what of a ticket lies in the period; null for a figure of how things
 * stand now
 * @param counts which tickets it is about
 * @param numerator a number or truth per ticket
 * @param denominator a number per ticket; null where nothing is divided
 */
record Figure(String name, String unit, String kind, boolean onlyThisKind, @Nullable String moment, String counts,
		String numerator, @Nullable String denominator) {

	static final String SECONDS = "seconds";

	static final String SHARE = "share";

	static final String NUMBER = "number";

	static final String COUNT = "count";

	private static final String INCIDENT = "incident";

	private static final String PROBLEM = "problem";

	private static final String CHANGE = "change";

	private static final String ARTICLE = "article";

	private static final String UNDONE = "f.phase IN ('open', 'in_work', 'on_hold')";

	private static final String DONE = "f.phase = 'closed' AND f.outcome <> 'not_implemented'";

	private static final String COST = "cost_per_ticket";

	/** The teams that people turn to first, as they are now. */
	private static final String FIRST_LINE = "(SELECT coalesce(array_agg(l.id), '{}'::uuid[]) FROM teams_view l"
			+ " WHERE l.tenant_id = :tenant AND l.is_first_line)";

	private static final Set<String> OF_PAST = Set.of("backlog", "in_work");

	/** All of them, in the order of the list. */
	/** What was cancelled counts for no target. */
	private static final String NOT_CANCELLED = " AND f.phase <> 'cancelled'";

	static final List<Figure> ALL = List.of(mean("mtta", SECONDS, INCIDENT, "f.responded_at", "f.respond_seconds"),
			mean("mttr", SECONDS, INCIDENT, "f.resolved_at", "f.resolve_seconds"),
			mean("mttr_business", SECONDS, INCIDENT, "f.resolved_at", "f.resolve_business"),
			mean("mttr_net", SECONDS, INCIDENT, "f.resolved_at", "f.resolve_net"),
			share("sla_response", INCIDENT, "f.response_stopped_at", "f.response_met IS NOT NULL" + NOT_CANCELLED,
					"f.response_met"),
			share("sla_resolution", INCIDENT, "f.resolution_stopped_at", "f.resolution_met IS NOT NULL" + NOT_CANCELLED,
					"f.resolution_met"),
			new Figure("sla_ola", SHARE, INCIDENT, false, "f.ola_stopped_at",
					"f.ola_met + f.ola_missed > 0" + NOT_CANCELLED, "f.ola_met", "f.ola_met + f.ola_missed"),
			share("sla_overdue", INCIDENT, null, UNDONE + " AND f.resolution_due_at IS NOT NULL",
					"f.resolution_due_at < :now"),
			only(share("first_contact", INCIDENT, "f.resolved_at", "f.first_contact IS NOT NULL", "f.first_contact")),
			only(share("reopened", INCIDENT, "f.created_at", "f.resolved_at IS NOT NULL OR f.reopened > 0",
					"f.reopened > 0")),
			count("backlog", INCIDENT, null, UNDONE), count("in_work", INCIDENT, null, "f.phase = 'in_work'"),
			count("reported", INCIDENT, "f.created_at", "TRUE"),
			count("resolved", INCIDENT, "f.resolved_at", "f.resolved_at IS NOT NULL"),
			count("cancelled", INCIDENT, "f.closed_at", "f.phase = 'cancelled'"),
			only(count("major", INCIDENT, "f.created_at", "f.major")),
			mean("reassignments", NUMBER, INCIDENT, "f.resolved_at", "f.reassignments"),
			share("ping_pong", INCIDENT, "f.resolved_at", "f.resolved_at IS NOT NULL", "f.ping_pong"),
			share("push_to_front", INCIDENT, "f.resolved_at", "f.kept_by_first_team IS NOT NULL",
					"f.kept_by_first_team"),
			share("first_line", INCIDENT, "f.resolved_at",
					"cardinality(f.team_ids) > 0 AND cardinality(" + FIRST_LINE + ") > 0",
					"f.team_ids <@ " + FIRST_LINE),
			share("handed_on", INCIDENT, "f.resolved_at", "f.team_ids && " + FIRST_LINE,
					"NOT f.team_ids <@ " + FIRST_LINE),
			only(share("late_hold", INCIDENT, "f.created_at", "f.holds > 0", "f.late_hold")),
			mean("satisfaction", NUMBER, INCIDENT, "f.rated_at", "f.rating"),
			share("satisfaction_answers", INCIDENT, "f.closed_at", "f.rating_asked", "f.rating IS NOT NULL"),
			mean(COST, NUMBER, INCIDENT, "f.closed_at", "f.cost"),
			share("automation", INCIDENT, "f.created_at", "f.steps > 0", "f.machine_steps", "f.steps"),
			only(share("change_success", CHANGE, "f.closed_at", DONE, "f.outcome = 'successful'")),
			only(share("change_failure", CHANGE, "f.closed_at", DONE, "f.outcome IN ('failed', 'backed_out')")),
			only(share("change_emergency", CHANGE, "f.closed_at", DONE, "f.change_type = 'emergency'")),
			only(share("freeze_violations", CHANGE, "f.closed_at", DONE, "f.passed_freeze")),
			only(mean("board_time", SECONDS, CHANGE, "f.created_at", "f.board_seconds")),
			only(new Figure("board_rounds", NUMBER, CHANGE, false, "f.created_at", "f.rounds > 0", "f.rounds", "1")),
			only(new Figure("board_votes", COUNT, CHANGE, true, null, UNDONE + " AND f.votes_awaited > 0",
					"f.votes_awaited", null)),
			only(share("known_error_workaround", PROBLEM, null, UNDONE + " AND f.analysed", "f.has_workaround")),
			only(count("article_in_force", ARTICLE, null, "f.in_force")),
			only(share("article_out_of_date", ARTICLE, null, "f.published AND f.phase <> 'closed'", "NOT f.in_force")),
			only(share("article_helped", ARTICLE, null, "f.helped + f.not_helped > 0", "f.helped",
					"f.helped + f.not_helped")),
			only(new Figure("article_spared", COUNT, ARTICLE, true, null, "f.spared > 0", "f.spared", null)),
			only(share("article_from_tickets", ARTICLE, "f.created_at", "f.phase <> 'cancelled'", "f.from_ticket")));

	private static Figure mean(String name, String unit, String kind, String moment, String value) {
		return new Figure(name, unit, kind, false, moment, moment + " IS NOT NULL AND " + value + " IS NOT NULL", value,
				"1");
	}

	private static Figure share(String name, String kind, @Nullable String moment, String counts, String numerator) {
		return new Figure(name, SHARE, kind, false, moment, counts, "(" + numerator + ")::int", "1");
	}

	private static Figure share(String name, String kind, @Nullable String moment, String counts, String numerator,
			String denominator) {
		return new Figure(name, SHARE, kind, false, moment, counts, numerator, denominator);
	}

	private static Figure count(String name, String kind, @Nullable String moment, String counts) {
		return new Figure(name, COUNT, kind, false, moment, counts, "1", null);
	}

	private static Figure only(Figure figure) {
		return new Figure(figure.name, figure.unit, figure.kind, true, figure.moment, figure.counts, figure.numerator,
				figure.denominator);
	}

	/**
	 * Whether it is counted from what people write down, so that it is not known where
	 * nobody did.
	 */
	boolean isWrittenDown() {
		return this.name.equals(COST);
	}

	/**
	 * Whether it can be told of any moment that has passed: what it counts, the journal
	 * tells.
	 */
	boolean isToldOfPast() {
		return OF_PAST.contains(this.name);
	}

	/** Whether it is a mean, which says little without the median. */
	boolean isMean() {
		return this.unit.equals(SECONDS) || this.unit.equals(NUMBER);
	}

	/** What people call it. */
	Label title() {
		return text("title", this.name);
	}

	/** What exactly is counted. */
	Label definition() {
		return text("definition", this.name);
	}

	private static Label text(String what, String name) {
		return Texts.label("figures." + name + "." + what);
	}

}
