package io.nagare.mining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;

/**
 * The steps of tickets one after the other, for tools of process mining. They are read a
 * page of tickets at a time, so that a million steps need no more memory than a thousand.
 * It tells no titles, texts or names of people: who did a step is told by his id.
 */
@Component
public class EventLog {

	private static final int PAGE = 200;

	private static final String TICKETS = """
			SELECT t.id, t.kind, t.number, t.priority, t.status, t.team_id, t.ci_ids, t.created_at
			  FROM tickets_view t
			 WHERE %s AND (t.created_at, t.id) > (:after, :last)
			   AND EXISTS (SELECT FROM ticket_histories_view h
			     WHERE h.ticket_id = t.id AND h.field_name = 'step' AND h.process_key = :process)
			 ORDER BY t.created_at, t.id LIMIT :page
			""";

	private static final String STEPS = "WITH " + MiningQueries.TEAMS.formatted("h.ticket_id = ANY (:ids)")
			+ """
					SELECT m.ticket_id IS NOT NULL AS moved, m.team_id, h.id, h.ticket_id, h.process_id, h.process_version, h.new_value AS element, h.old_value AS action,
					       h.element_name AS name, h.changed_by, h.changed_at
					  FROM ticket_histories_view h
					  LEFT JOIN had_by m ON m.ticket_id = h.ticket_id AND m.since <= h.changed_at AND h.changed_at < m.until
					 WHERE h.ticket_id = ANY (:ids) AND h.field_name = 'step' AND h.process_key = :process
					 ORDER BY h.changed_at, h.element_type = 'endEvent', h.id
					""";

	private final NamedParameterJdbcTemplate jdbc;

	private final MiningQueries queries;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	EventLog(NamedParameterJdbcTemplate jdbc, MiningQueries queries, PlatformTransactionManager transactions,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.queries = queries;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setReadOnly(true);
		this.transaction.setTimeout(MiningQueries.LONGEST_SECONDS);
		this.events = events;
	}

	/**
	 * Checks who asks, and what for, before anything is written, and puts it on record.
	 * @throws Refusal VALIDATION_FAILED naming what is wrong with the question, FORBIDDEN
	 * for who may read no reports
	 */
	public Cases of(String process, MiningQuestion question) {
		MiningQueries.Asked asked = this.queries.asked(process, question,
				() -> Refusal.invalid("process", "unknown_reference"));
		this.events.publishEvent(new LogExported(process, asked.from(), asked.to()));
		return (each) -> read(asked, each);
	}

	private void read(MiningQueries.Asked asked, CaseVisitor visitor) throws Exception {
		Map<String, Object> params = asked.with("page", PAGE);
		params.put("after", asked.params().get("from"));
		params.put("last", new UUID(0, 0));
		List<Case> page;
		do {
			page = Objects.requireNonNull(this.transaction.execute((status) -> page(asked, params)));
			for (Case one : page) {
				visitor.write(one);
				params.put("after", one.createdAt());
				params.put("last", one.id());
			}
		}
		while (page.size() == PAGE);
	}

	private List<Case> page(MiningQueries.Asked asked, Map<String, Object> params) {
		Map<UUID, Case> cases = new LinkedHashMap<>();
		this.jdbc.query(TICKETS.formatted(asked.where()), params, (row) -> {
			Case one = ticket(row);
			cases.put(one.id(), one);
		});
		this.jdbc.query(STEPS,
				Map.of("ids", cases.keySet().toArray(new UUID[0]), "process", asked.params().get("process")), (row) -> {
					Case one = Objects.requireNonNull(cases.get(row.getObject("ticket_id", UUID.class)));
					one.events().add(event(row, one, asked));
				});
		return List.copyOf(cases.values());
	}

	private static Case ticket(ResultSet row) throws SQLException {
		UUID[] items = (row.getArray("ci_ids") != null) ? (UUID[]) row.getArray("ci_ids").getArray() : new UUID[0];
		return new Case(row.getObject("id", UUID.class), row.getString("kind"), row.getString("number"),
				row.getString("priority"), row.getString("status"), row.getObject("team_id", UUID.class),
				List.of(items), row.getObject("created_at", OffsetDateTime.class), new ArrayList<>());
	}

	private static Event event(ResultSet row, Case one, MiningQueries.Asked asked) throws SQLException {
		String element = row.getString("element");
		return new Event(row.getObject("id", UUID.class), row.getString("process_id"), row.getInt("process_version"),
				element, asked.label(element, row.getString("name")), row.getString("action"),
				row.getObject("changed_by", UUID.class),
				row.getBoolean("moved") ? row.getObject("team_id", UUID.class) : one.team(),
				row.getObject("changed_at", OffsetDateTime.class).toInstant());
	}

	/** Everything that was asked for, as often as one likes. */
	@FunctionalInterface
	public interface Cases {

		/** Reads it from the beginning. */
		void each(CaseVisitor visitor) throws Exception;

	}

	/** Takes one ticket after the other. */
	@FunctionalInterface
	public interface CaseVisitor {

		void write(Case one) throws Exception;

	}

	/**
	 * A ticket and its steps.
	 *
	 * @param team the id of the team that has it now; null for none
	 * @param items ids of the configuration items that it concerns
	 * @param events its steps, in order
	 */
	public record Case(UUID id, String kind, String number, String priority, String status, @Nullable UUID team,
			List<UUID> items, OffsetDateTime createdAt, List<Event> events) {
	}

	/**
	 * A step of a ticket.
	 *
	 * @param processId the process itself, as a ticket may call one several times
	 * @param version of its model
	 * @param action the action that led there; null where none did
	 * @param person the id of whose action it was; null for none
	 * @param team the id of the team that had the ticket then; null for none
	 */
	public record Event(UUID id, String processId, int version, String element, Label label, @Nullable String action,
			@Nullable UUID person, @Nullable UUID team, Instant at) {
	}

	/** Somebody took the log of a process home. */
	private record LogExported(String process, Instant from, Instant to) implements AuditableEvent {

		@Override
		public String action() {
			return "mining.log_exported";
		}

		@Override
		public String entityType() {
			return "process";
		}

		@Override
		public String entityId() {
			return this.process;
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("from", this.from.toString(), "to", this.to.toString());
		}

	}

}
