package io.nagare.intake.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;

/** What monitoring has told. */
@Component
class AlertStore {

	private final JdbcClient jdbc;

	private final ObjectMapper json;

	AlertStore(JdbcClient jdbc, ObjectMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** The group, which others wait for until the transaction ends; a new one is made. */
	@Transactional(propagation = Propagation.MANDATORY)
	public AlertGroup take(String source, String key, String title, int signals) {
		return this.jdbc.sql("""
				INSERT INTO alert_groups (id, tenant_id, source, group_key, title, state, priority, received)
				VALUES (:id, :tenant, :source, :key, :title, 'resolved', '', :signals)
				ON CONFLICT (tenant_id, group_key) DO UPDATE SET received = alert_groups.received + :signals,
				    updated_at = now()
				RETURNING *
				""")
			.param("id", UUID.randomUUID())
			.param("tenant", Tenancy.require().id())
			.param("source", source)
			.param("key", key)
			.param("title", title)
			.param("signals", signals)
			.query((row, number) -> read(row))
			.single();
	}

	/** The group of that key, if anything was told of it. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<AlertGroup> find(String key) {
		return this.jdbc.sql("SELECT * FROM alert_groups WHERE group_key = :key")
			.param("key", key)
			.query((row, number) -> read(row))
			.optional();
	}

	/**
	 * Keeps what a signal says.
	 * @return whether it says something new: another state, or another severity of what
	 * is wrong
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean keep(UUID group, AlertSignal signal) {
		return this.jdbc
			.sql("""
					WITH before AS (SELECT state, severity FROM alerts WHERE group_id = :group AND fingerprint = :fingerprint)
					INSERT INTO alerts (group_id, fingerprint, tenant_id, title, state, severity, labels)
					VALUES (:group, :fingerprint, :tenant, :title, :state, :severity, CAST(:labels AS jsonb))
					ON CONFLICT (group_id, fingerprint) DO UPDATE SET state = :state, severity = :severity,
					    received = alerts.received + 1, updated_at = now()
					RETURNING coalesce((SELECT state FROM before), '') <> state
					    OR (state = 'firing' AND (SELECT severity FROM before) <> severity)
					""")
			.param("group", group)
			.param("fingerprint", signal.fingerprint())
			.param("tenant", Tenancy.require().id())
			.param("title", title(signal))
			.param("state", signal.firing() ? AlertGroup.FIRING : AlertGroup.RESOLVED)
			.param("severity", shortened(signal.severity(), 50))
			.param("labels", written(signal.labels()))
			.query(Boolean.class)
			.single();
	}

	/** As long as a ticket's title may be. */
	static String title(AlertSignal signal) {
		return shortened(signal.title(), 500);
	}

	static String shortened(String text, int most) {
		return text.substring(0, Math.min(text.length(), most)).replaceAll("[\\uD800-\\uDBFF]$", "");
	}

	/** Whether anything of the group is wrong. */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean isFiring(UUID group) {
		return this.jdbc.sql("SELECT EXISTS (SELECT FROM alerts WHERE group_id = :group AND state = 'firing')")
			.param("group", group)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Writes down how the group is now; how often it changes its mind is counted by the
	 * hour.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public AlertGroup becomes(UUID group, String state) {
		return this.jdbc.sql("""
				UPDATE alert_groups SET state = :state,
				    flips = CASE WHEN flips_since < now() - interval '1 hour' THEN 1 ELSE flips + 1 END,
				    flips_since = CASE WHEN flips_since < now() - interval '1 hour' THEN now() ELSE flips_since END
				 WHERE id = :group RETURNING *
				""").param("state", state).param("group", group).query((row, number) -> read(row)).single();
	}

	/** It became an incident. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void reported(UUID group, String title, String priority, UUID ticket, String number) {
		this.jdbc
			.sql("""
					UPDATE alert_groups SET title = :title, priority = :priority, ticket_id = :ticket, ticket_number = :number,
					    noted_at = now() WHERE id = :group
					""")
			.param("title", title)
			.param("priority", priority)
			.param("ticket", ticket)
			.param("number", number)
			.param("group", group)
			.update();
	}

	/** Its incident was told something. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void noted(UUID group) {
		this.jdbc.sql("UPDATE alert_groups SET noted_at = now() WHERE id = :group").param("group", group).update();
	}

	/**
	 * Groups, the one that was heard of last first.
	 * @param state null for all
	 */
	@Transactional(readOnly = true)
	public Paged<AlertGroup> page(@Nullable String state, @Nullable UUID ticket, PageQuery page) {
		String where = " FROM alert_groups WHERE (CAST(:state AS varchar) IS NULL OR state = :state)"
				+ " AND (CAST(:ticket AS uuid) IS NULL OR ticket_id = :ticket)";
		List<AlertGroup> items = this.jdbc
			.sql("SELECT *" + where + " ORDER BY updated_at DESC, id LIMIT :limit OFFSET :offset")
			.param("state", state)
			.param("ticket", ticket)
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query((row, number) -> read(row))
			.list();
		int total = this.jdbc.sql("SELECT count(*) FROM (SELECT" + where + " LIMIT :most) counted")
			.param("state", state)
			.param("ticket", ticket)
			.param("most", Paged.COUNT_LIMIT + 1)
			.query(Integer.class)
			.single();
		return Paged.of(items, page, total);
	}

	private String written(Object labels) {
		try {
			return this.json.writeValueAsString(labels);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static AlertGroup read(ResultSet row) throws SQLException {
		return new AlertGroup(row.getObject("id", UUID.class), row.getString("source"), row.getString("title"),
				row.getString("state"), row.getString("priority"), row.getObject("ticket_id", UUID.class),
				row.getString("ticket_number"), row.getInt("flips"), instant(row, "noted_at"), row.getLong("received"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		@Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

}
