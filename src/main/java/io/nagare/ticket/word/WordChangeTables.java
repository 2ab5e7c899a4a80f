package io.nagare.ticket.word;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.shared.PlainJson;
import io.nagare.shared.Tenancy;

/** What takes which word's place, and what became of each ticket. */
@Component
class WordChangeTables {

	static final String WAITING = "waiting";

	static final String CHANGED = "changed";

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private final JdbcTemplate jdbc;

	WordChangeTables(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	UUID make(List<WordSuccessor> successors, boolean agrees, Collection<UUID> tickets) {
		UUID id = UUID.randomUUID();
		UUID tenant = Tenancy.require().id();
		this.jdbc.update(
				"INSERT INTO ticket_word_changes (id, tenant_id, successors, agrees) VALUES (?, ?, ?::jsonb, ?)", id,
				tenant, json(successors), agrees);
		this.jdbc.update("INSERT INTO ticket_word_change_tickets (change_id, tenant_id, ticket_id, state)"
				+ " SELECT ?, ?, unnest(?::uuid[]), ?", id, tenant, tickets.toArray(UUID[]::new), WAITING);
		return id;
	}

	Optional<Row> find(UUID id) {
		return this.jdbc.query("SELECT * FROM ticket_word_changes WHERE id = ?", (row, number) -> Row.of(row), id)
			.stream()
			.findFirst();
	}

	/** The latest of them. */
	List<Row> latest(int most) {
		return this.jdbc.query("SELECT * FROM ticket_word_changes ORDER BY created_at DESC LIMIT ?",
				(row, number) -> Row.of(row), most);
	}

	/**
	 * From now on it is taken back, and what could not go back before, once more; what
	 * still waits stays as it is.
	 * @return whether there was anything to take back
	 */
	boolean takeBack(UUID id) {
		boolean first = this.jdbc
			.update("UPDATE ticket_word_changes SET taken_back = true WHERE id = ? AND NOT taken_back", id) > 0;
		int again = this.jdbc.update("UPDATE ticket_word_change_tickets SET state = ? WHERE change_id = ?"
				+ " AND state = 'failed' AND next_words IS NOT NULL", CHANGED, id);
		if (!first) {
			return again > 0;
		}
		this.jdbc.update("UPDATE ticket_word_change_tickets SET state = 'kept' WHERE change_id = ? AND state = ?", id,
				WAITING);
		return true;
	}

	/** How many are in each state. */
	Map<String, Integer> counts(UUID id) {
		Map<String, Integer> counts = new TreeMap<>();
		this.jdbc.query("SELECT state, count(*) FROM ticket_word_change_tickets WHERE change_id = ? GROUP BY state",
				(RowCallbackHandler) (row) -> counts.put(row.getString(1), row.getInt(2)), id);
		return counts;
	}

	/** Some of those in the state. */
	List<UUID> in(UUID id, String state, int most) {
		return this.jdbc
			.queryForList("SELECT ticket_id FROM ticket_word_change_tickets WHERE change_id = ? AND state = ?"
					+ " ORDER BY ticket_id LIMIT ?", UUID.class, id, state, most);
	}

	/** What became of each, first those that stayed as they are. */
	List<ChangedTicket> tickets(UUID id, int most) {
		return this.jdbc.query("""
				SELECT c.*, t.number, t.kind FROM (
				 (SELECT * FROM ticket_word_change_tickets WHERE change_id = ?
				  AND state NOT IN ('changed', 'back', 'waiting') ORDER BY ticket_id LIMIT ?)
				 UNION ALL
				 (SELECT * FROM ticket_word_change_tickets WHERE change_id = ?
				  AND state IN ('changed', 'back', 'waiting') ORDER BY ticket_id LIMIT ?)) c
				JOIN tickets t ON t.id = c.ticket_id
				ORDER BY (c.state IN ('changed', 'back', 'waiting')), t.number LIMIT ?
				""",
				(row, number) -> new ChangedTicket(row.getObject("ticket_id", UUID.class), row.getString("number"),
						row.getString("kind"), row.getString("state"), words(row.getString("words")),
						words(row.getString("next_words"))),
				id, most, id, most, most);
	}

	/**
	 * Takes one until the transaction ends.
	 * @return empty where it is not in the state any more
	 */
	Optional<Before> take(UUID id, UUID ticket, String state) {
		return this.jdbc
			.query("SELECT * FROM ticket_word_change_tickets WHERE change_id = ? AND ticket_id = ? AND state = ?"
					+ " FOR UPDATE", (row, number) -> Before.of(row), id, ticket, state)
			.stream()
			.findFirst();
	}

	void becomes(UUID id, UUID ticket, String state) {
		this.jdbc.update("UPDATE ticket_word_change_tickets SET state = ? WHERE change_id = ? AND ticket_id = ?", state,
				id, ticket);
	}

	/** It carries other words now; how it was is what it can go back to. */
	void changed(UUID id, UUID ticket, Before before, Map<String, String> now) {
		this.jdbc.update(
				"UPDATE ticket_word_change_tickets SET state = ?, words = ?::jsonb, rank = ?, next_words = ?::jsonb,"
						+ " clocks = ? WHERE change_id = ? AND ticket_id = ?",
				CHANGED, json(before.words()), before.rank(), json(now), before.clocks().toArray(UUID[]::new), id,
				ticket);
	}

	private static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T> T read(String json, TypeReference<T> type) {
		try {
			return JSON.readValue(json, type);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> words(@Nullable String json) {
		return (json != null) ? read(json, new TypeReference<Map<String, String>>() {
		}) : Map.of();
	}

	/** A change. */
	record Row(UUID id, List<WordSuccessor> successors, boolean agrees, boolean takenBack, Instant createdAt) {

		private static Row of(ResultSet row) throws SQLException {
			return new Row(row.getObject("id", UUID.class),
					read(row.getString("successors"), new TypeReference<List<WordSuccessor>>() {
					}), row.getBoolean("agrees"), row.getBoolean("taken_back"),
					row.getTimestamp("created_at").toInstant());
		}

	}

	/**
	 * How a ticket was.
	 *
	 * @param next what it was given
	 * @param clocks those that could still run
	 */
	record Before(Map<String, String> words, int rank, Map<String, String> next, List<UUID> clocks) {

		private static Before of(ResultSet row) throws SQLException {
			return new Before(WordChangeTables.words(row.getString("words")), row.getInt("rank"),
					WordChangeTables.words(row.getString("next_words")), (row.getArray("clocks") != null)
							? List.of((UUID[]) Objects.requireNonNull(row.getArray("clocks").getArray())) : List.of());
		}

	}

	/** What became of a ticket. */
	record ChangedTicket(UUID id, String number, String kind, String state, Map<String, String> words,
			Map<String, String> next) {
	}

}
