package io.nagare.intake.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.intake.IntakeSettings;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;
import io.nagare.shared.Excerpt;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;

/** What monitoring has told. */
@Component
class AlertStore {

	private final JdbcClient jdbc;

	private final ObjectMapper json;

	private final IntakeSettings settings;

	private final PersonalDataMasking masking;

	AlertStore(JdbcClient jdbc, ObjectMapper json, IntakeSettings settings, PersonalDataMasking masking) {
		this.masking = masking;
		this.jdbc = jdbc;
		this.json = json;
		this.settings = settings;
	}

	/**
	 * The signals with as much of what they say as is kept of it, here and on tickets.
	 */
	List<AlertSignal> asKept(List<AlertSignal> signals) {
		PersonalDataMasking.Masked masked = this.masking.of(PersonalDataPlace.ALERT_IN);
		return signals.stream().map((signal) -> asKept(signal, masked)).toList();
	}

	private static AlertSignal asKept(AlertSignal signal, PersonalDataMasking.Masked masked) {
		Map<String, String> labels = new LinkedHashMap<>();
		signal.labels().forEach((name, value) -> labels.put(name, masked.masked(value)));
		return new AlertSignal(signal.fingerprint(), signal.firing(), masked.masked(signal.title()),
				masked.masked(signal.description()), signal.severity(), labels, signal.url());
	}

	/**
	 * The group, which others wait for until the transaction ends; a new one is made.
	 * @param stormKey key of the group that it becomes part of where its source tells too
	 * much; that one has it as its own
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public AlertGroup take(String source, String key, String stormKey, String title, int signals) {
		return this.jdbc.sql("""
				INSERT INTO alert_groups (id, tenant_id, source, group_key, storm_key, title, state, priority, received)
				VALUES (:id, :tenant, :source, :key, :storm, :title, 'resolved', '', :signals)
				ON CONFLICT (tenant_id, group_key) DO UPDATE SET received = alert_groups.received + :signals,
				    storm_key = :storm, updated_at = now()
				RETURNING *
				""")
			.param("storm", stormKey)
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
					INSERT INTO alerts (group_id, fingerprint, tenant_id, title, state, severity, labels, is_told)
					VALUES (:group, :fingerprint, :tenant, :title, :state, :severity, CAST(:labels AS jsonb), FALSE)
					ON CONFLICT (group_id, fingerprint) DO UPDATE SET state = :state, severity = :severity,
					    received = alerts.received + 1, updated_at = now(),
					    is_told = alerts.is_told AND alerts.state = :state
					              AND (:state = 'resolved' OR alerts.severity = :severity)
					RETURNING coalesce((SELECT state FROM before), '') <> state
					    OR (state = 'firing' AND (SELECT severity FROM before) <> severity)
					""")
			.param("group", group)
			.param("fingerprint", signal.fingerprint())
			.param("tenant", Tenancy.require().id())
			.param("title", title(signal))
			.param("state", signal.firing() ? AlertGroup.FIRING : AlertGroup.RESOLVED)
			.param("severity", Excerpt.of(signal.severity(), 50))
			.param("labels", written(signal.labels()))
			.query(Boolean.class)
			.single();
	}

	/** As long as a ticket's title may be. */
	static String title(AlertSignal signal) {
		return Excerpt.of(signal.title(), 500);
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

	/**
	 * What is wrong, and its incident does not tell yet; at most as many as a note shows.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<AlertSignal> untold(UUID group) {
		return this.jdbc
			.sql("""
					SELECT fingerprint, title, severity FROM alerts
					 WHERE group_id = :group AND NOT is_told AND state = 'firing' ORDER BY updated_at, fingerprint LIMIT 1000
					""")
			.param("group", group)
			.query((row, number) -> new AlertSignal(row.getString("fingerprint"), true, row.getString("title"), "",
					row.getString("severity"), Map.of(), null))
			.list();
	}

	/** Its incident tells of all as they are now. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void told(UUID group) {
		this.jdbc.sql("UPDATE alerts SET is_told = TRUE WHERE group_id = :group AND NOT is_told")
			.param("group", group)
			.update();
	}

	/**
	 * Nothing of the group is wrong any more, whatever was told of each before.
	 * @return whether anything was
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean allWell(UUID group) {
		return this.jdbc.sql("""
				UPDATE alerts SET state = 'resolved', updated_at = now() WHERE group_id = :group AND state = 'firing'
				""").param("group", group).update() > 0;
	}

	/**
	 * People are asked to look, since all is well again; not as often as that happens.
	 * @return whether they were not asked within the pause
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean asks(UUID group, Duration pause) {
		return this.jdbc.sql("""
				UPDATE alert_groups SET asked_at = now()
				 WHERE id = :group AND (asked_at IS NULL OR asked_at < now() - make_interval(secs => :seconds))
				""").param("group", group).param("seconds", pause.toSeconds()).update() > 0;
	}

	/** It became an incident. */
	@Transactional(propagation = Propagation.MANDATORY)
	public AlertGroup reported(UUID group, String title, String priority, UUID ticket, String number) {
		return this.jdbc
			.sql("""
					UPDATE alert_groups SET title = :title, priority = :priority, ticket_id = :ticket, ticket_number = :number,
					    in_storm = FALSE, reported_at = now(), noted_at = now() WHERE id = :group RETURNING *
					""")
			.param("title", title)
			.param("priority", priority)
			.param("ticket", ticket)
			.param("number", number)
			.param("group", group)
			.query((row, at) -> read(row))
			.single();
	}

	/**
	 * Whether the source of the group, as told by whom it is told, became so many
	 * incidents within the hour that what it tells more is one.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean storms(UUID group) {
		return this.jdbc.sql("""
				SELECT count(*) >= :most FROM (
				    SELECT FROM alert_groups WHERE reported_at > now() - interval '1 hour'
				       AND storm_key = (SELECT storm_key FROM alert_groups WHERE id = :group) LIMIT :most) reported
				""")
			.param("group", group)
			.param("most", this.settings.alertTicketsPerHour())
			.query(Boolean.class)
			.single();
	}

	/**
	 * Its incident begins anew with one alert alone: what was never told to be well since
	 * the former one says nothing of it.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void beginsWith(UUID group, String fingerprint) {
		this.jdbc.sql("""
				UPDATE alerts SET state = 'resolved', updated_at = now()
				 WHERE group_id = :group AND state = 'firing' AND fingerprint <> :fingerprint
				""").param("group", group).param("fingerprint", fingerprint).update();
	}

	/** It is part of the incident that the storm became. */
	@Transactional(propagation = Propagation.MANDATORY)
	public AlertGroup joinsStorm(UUID group, AlertGroup storm) {
		return this.jdbc
			.sql("""
					UPDATE alert_groups SET in_storm = TRUE, priority = :priority, ticket_id = :ticket, ticket_number = :number
					 WHERE id = :group RETURNING *
					""")
			.param("priority", storm.priority())
			.param("ticket", storm.ticketId())
			.param("number", storm.ticketNumber())
			.param("group", group)
			.query((row, number) -> read(row))
			.single();
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
				row.getString("group_key").equals(row.getString("storm_key")), row.getBoolean("in_storm"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		@Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

}
