package io.nagare.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/**
 * The views that every list of tickets has without anybody's having saved them: what the
 * caller is to do, and what the cards above a queue count. A type may add its own.
 */
@Component
public class StandingViews {

	/** When the next of a ticket's clocks is due; null where none runs. */
	public static final String DUE = "LEAST(CASE WHEN t.responded_at IS NULL THEN t.response_due_at END, t.resolution_due_at)";

	private static final Duration SOON = Duration.ofHours(24);

	private static final String OPEN = "t.phase IN ('open', 'in_work', 'on_hold')";

	private static final Map<String, String> OF_EVERY_TYPE = ofEveryType();

	private final TicketTypes types;

	private final Clock clock;

	StandingViews(TicketTypes types, Clock clock) {
		this.types = types;
		this.clock = clock;
	}

	private static Map<String, String> ofEveryType() {
		Map<String, String> views = new LinkedHashMap<>();
		views.put("mine", "t.assignee_id = :me AND " + OPEN);
		views.put("my_teams", "t.team_id = ANY (:teams) AND " + OPEN);
		views.put("unassigned", "t.assignee_id IS NULL AND " + OPEN);
		views.put("due", DUE + " < :soon AND " + OPEN);
		views.put("on_hold", "t.phase = 'on_hold'");
		views.put("reported", "t.reporter_id = :me");
		views.put("followed", "t.id IN (SELECT f.ticket_id FROM ticket_followers f WHERE f.user_id = :me)");
		views.put("open", OPEN);
		views.put("in_work", "t.phase = 'in_work'");
		views.put("resolved", "t.phase = 'resolved'");
		views.put("critical", "t.priority_rank = 0 AND " + OPEN);
		views.put("all", "TRUE");
		return views;
	}

	/** The keys of all views of a type, those of every type first. */
	public List<String> of(TicketType<?, ?> type) {
		Map<String, String> all = new LinkedHashMap<>(OF_EVERY_TYPE);
		all.putAll(type.views());
		return List.copyOf(all.keySet());
	}

	/**
	 * The SQL of a view, over {@code tickets t}, the user {@code :me}, his {@code :teams}
	 * and {@code :soon}.
	 * @throws Refusal VALIDATION_FAILED where the type has no such view
	 */
	public String condition(String kind, String view) {
		TicketType<?, ?> type = this.types.of(kind);
		String ofEveryType = OF_EVERY_TYPE.get(view);
		String condition = (ofEveryType != null) ? ofEveryType : type.views().get(view);
		if (condition == null) {
			throw Refusal.invalid("view", "not_a_choice", String.join(", ", of(type)));
		}
		return "(" + condition + ")";
	}

	/** What is due before then is due soon. */
	public Instant soon() {
		return this.clock.instant().plus(SOON);
	}

}
