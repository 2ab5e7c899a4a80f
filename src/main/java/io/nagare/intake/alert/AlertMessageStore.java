package io.nagare.intake.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;
import io.nagare.shared.Excerpt;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;

/** The last messages of each source. */
@Component
class AlertMessageStore {

	/** So many of each source are kept. */
	static final int KEPT = 50;

	private static final int LONGEST_PAYLOAD = 16 * 1024;

	/** Of a payload that is longer, so much of each value is kept. */
	private static final int LONGEST_VALUE = 200;

	private final JdbcClient jdbc;

	private final ObjectMapper json;

	private final PersonalDataMasking masking;

	AlertMessageStore(JdbcClient jdbc, ObjectMapper json, PersonalDataMasking masking) {
		this.masking = masking;
		this.jdbc = jdbc;
		this.json = json;
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void keep(AlertMessage message, AlertMeaning meaning, @Nullable String refusal, @Nullable AlertGroup group) {
		UUID tenant = Tenancy.require().id();
		PersonalDataMasking.Masked masked = this.masking.of(PersonalDataPlace.ALERT_IN);
		this.jdbc
			.sql("""
					INSERT INTO alert_messages (id, tenant_id, source, name, payload, state, severity, title, message_key,
					    refusal, ticket_id, ticket_number)
					VALUES (:id, :tenant, :source, :name, :payload, :state, :severity, :title, :key, :refusal, :ticket, :number)
					""")
			.param("id", UUID.randomUUID())
			.param("tenant", tenant)
			.param("source", message.source())
			.param("name", Excerpt.of(message.name(), 500))
			.param("payload", written(message, masked))
			.param("state", meaning.state())
			.param("severity", Excerpt.of(meaning.severity(), 50))
			.param("title", masked.masked(meaning.title()))
			.param("key", Excerpt.of(meaning.key(), 500))
			.param("refusal", refusal)
			.param("ticket", (group != null) ? group.ticketId() : null)
			.param("number", (group != null) ? group.ticketNumber() : null)
			.update();
		this.jdbc.sql("""
				DELETE FROM alert_messages WHERE id IN (SELECT id FROM alert_messages
				 WHERE tenant_id = :tenant AND source = :source ORDER BY created_at DESC OFFSET :kept LIMIT 100
				   FOR UPDATE SKIP LOCKED)
				""").param("tenant", tenant).param("source", message.source()).param("kept", KEPT).update();
	}

	/**
	 * What came, the youngest first.
	 * @param source null for all
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Paged<KeptAlertMessage> page(@Nullable String source, PageQuery query) {
		String where = (source != null) ? "WHERE source = :source" : "";
		JdbcClient.StatementSpec counted = this.jdbc.sql("SELECT count(*) FROM alert_messages " + where);
		JdbcClient.StatementSpec listed = this.jdbc
			.sql("SELECT * FROM alert_messages " + where + " ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset")
			.param("limit", query.limit())
			.param("offset", query.offset());
		if (source != null) {
			counted = counted.param("source", source);
			listed = listed.param("source", source);
		}
		return Paged.of(listed.query((row, number) -> read(row)).list(), query, counted.query(Long.class).single());
	}

	private String written(AlertMessage message, PersonalDataMasking.Masked masked) {
		try {
			String text = this.json.writeValueAsString(masked.within(message.payload()));
			if (text.length() <= LONGEST_PAYLOAD) {
				return text;
			}
			Map<String, String> beginnings = new LinkedHashMap<>();
			message.values()
				.forEach((name, value) -> beginnings.put(name, Excerpt.of(masked.masked(value), LONGEST_VALUE)));
			return this.json.writeValueAsString(beginnings);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("What was read can't be written", ex);
		}
	}

	private static KeptAlertMessage read(ResultSet row) throws SQLException {
		return new KeptAlertMessage(row.getObject("id", UUID.class), row.getString("source"), row.getString("name"),
				row.getString("payload"),
				new AlertMeaning(row.getString("state"), row.getString("severity"), row.getString("title"),
						row.getString("message_key")),
				row.getString("refusal"), row.getObject("ticket_id", UUID.class), row.getString("ticket_number"),
				row.getObject("created_at", OffsetDateTime.class).toInstant());
	}

}
