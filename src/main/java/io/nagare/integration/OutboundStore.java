package io.nagare.integration;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.integration.webhook.WebhookService;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;

/**
 * The events that somebody outside is still to be told of. They are told in the order in
 * which they were written: whoever changes a ticket has its row until he commits, so that
 * those of one ticket are in the order of its changes.
 */
@Component
class OutboundStore {

	private static final String INSERT = """
			INSERT INTO outbound_events (event_id, tenant_id, type, subject, at, data, for_kafka, for_hooks)
			VALUES (:id, :tenant, :type, :subject, :at, CAST(:data AS jsonb), :kafka, :hooks)
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final ObjectMapper json;

	private final PersonalDataMasking masking;

	OutboundStore(NamedParameterJdbcTemplate jdbc, ObjectMapper json, PersonalDataMasking masking) {
		this.masking = masking;
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * Writes events in the running transaction, what people wrote as it may be told
	 * outside.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void write(List<OutboundEvent> events, boolean kafka, boolean hooks) {
		PersonalDataMasking.Masked masked = this.masking.of(PersonalDataPlace.EVENT);
		this.jdbc.batchUpdate(INSERT, events.stream()
			.map((event) -> new MapSqlParameterSource().addValue("id", event.id())
				.addValue("tenant", event.tenant())
				.addValue("type", event.type())
				.addValue("subject", event.subject())
				.addValue("at", OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC))
				.addValue("data", written(event.isOfTicket() ? masked.within(plain(event.data())) : event.data()))
				.addValue("kafka", kafka)
				.addValue("hooks", hooks))
			.toArray(MapSqlParameterSource[]::new));
	}

	/**
	 * The oldest that are to be told there, but for those of some tenants, or of some
	 * types: keys of the one, words of the other.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<Row> next(Reader reader, int most, Set<?> but) {
		return this.jdbc.query(
				"SELECT id, event_id, tenant_id, type, subject, at, data FROM outbound_events WHERE " + reader.column
						+ " AND " + reader.queue + " <> ALL (:but) ORDER BY id LIMIT :most",
				Map.of("most", most, "but", but.stream().map(String::valueOf).toArray(String[]::new)),
				(row, number) -> new Row(row.getLong("id"),
						new OutboundEvent(row.getObject("event_id", UUID.class), row.getObject("tenant_id", UUID.class),
								row.getString("type"), row.getObject("subject", UUID.class),
								row.getObject("at", OffsetDateTime.class).toInstant(), read(row.getString("data")))));
	}

	/** They were told there; those that nobody else waits for are forgotten. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void told(Reader reader, Collection<Long> ids) {
		this.jdbc.update("DELETE FROM outbound_events WHERE id IN (:ids) AND NOT " + reader.other().column,
				Map.of("ids", ids));
		this.jdbc.update("UPDATE outbound_events SET " + reader.column + " = false WHERE id IN (:ids)",
				Map.of("ids", ids));
	}

	/** Lets those who want them have them in their queues, all or none. */
	@Transactional
	public void spread(List<Row> rows, WebhookService webhooks) {
		webhooks.spread(rows.stream().map(Row::event).toList());
		told(Reader.WEBHOOKS, rows.stream().map(Row::id).toList());
	}

	/** How many are still to be told there. */
	@Transactional(readOnly = true)
	public long waiting(Reader reader) {
		Long count = this.jdbc.queryForObject("SELECT count(*) FROM outbound_events WHERE " + reader.column, Map.of(),
				Long.class);
		return (count != null) ? count : 0;
	}

	private Map<String, @Nullable Object> plain(Map<String, ?> data) {
		return this.json.convertValue(data, new TypeReference<Map<String, @Nullable Object>>() {
		});
	}

	private String written(@Nullable Object data) {
		try {
			return this.json.writeValueAsString(data);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Map<String, @Nullable Object> read(String data) {
		try {
			return this.json.readValue(data, new TypeReference<Map<String, @Nullable Object>>() {
			});
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An event in its place. */
	record Row(long id, OutboundEvent event) {
	}

	/** Where events go. */
	enum Reader {

		/** Waits by topic. */
		KAFKA("for_kafka", "type"),
		/** Waits by tenant. */
		WEBHOOKS("for_hooks", "tenant_id::text");

		private final String column;

		/** What stands aside together. */
		private final String queue;

		Reader(String column, String queue) {
			this.column = column;
			this.queue = queue;
		}

		private Reader other() {
			return (this == KAFKA) ? WEBHOOKS : KAFKA;
		}

	}

}
