package io.nagare.integration.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/** What webhooks are told, and how that went. */
@Component
@Transactional
public class WebhookDeliveries {

	private static final String INSERT = """
			INSERT INTO webhook_deliveries (id, tenant_id, webhook_id, event_id, type, subject, body, content_type,
			    state)
			VALUES (:id, :tenant, :webhook, :event, :type, :subject, :body, :contentType, 'due')
			""";

	/**
	 * For two minutes the node that takes deliveries has them alone. The subquery is
	 * materialized, since PostgreSQL may run one of {@code WHERE id IN (...)} several
	 * times and take more than the limit.
	 */
	private static final String TAKE = """
			WITH due AS MATERIALIZED (SELECT id FROM webhook_deliveries
			               WHERE webhook_id = :webhook AND state = 'due' AND next_at <= now()
			               ORDER BY next_at, created_at LIMIT :most FOR UPDATE SKIP LOCKED)
			UPDATE webhook_deliveries d SET next_at = now() + interval '2 minutes' FROM due WHERE d.id = due.id
			RETURNING d.*
			""";

	private static final String READY = """
			SELECT w.id, w.tenant_id FROM webhooks w LEFT JOIN webhook_circuits c ON c.webhook_id = w.id
			 WHERE w.is_active AND (c.open_until IS NULL OR c.open_until <= now())
			   AND EXISTS (SELECT FROM webhook_deliveries d
			                WHERE d.webhook_id = w.id AND d.state = 'due' AND d.next_at <= now())
			""";

	private static final String ENDED = """
			UPDATE webhook_deliveries SET state = :state, attempts = attempts + 1, last_status = :status,
			    last_error = :error, next_at = CASE WHEN :state = 'due' THEN now() + make_interval(secs => :pause)
			    ELSE next_at END, ended_at = CASE WHEN :state = 'due' THEN NULL ELSE now() END
			 WHERE id = :id
			""";

	private final JdbcClient jdbc;

	private final NamedParameterJdbcTemplate batches;

	WebhookDeliveries(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	void add(Collection<Wanted> wanted) {
		this.batches.batchUpdate(INSERT,
				wanted.stream()
					.map((one) -> new MapSqlParameterSource().addValue("id", UUID.randomUUID())
						.addValue("tenant", one.tenant())
						.addValue("webhook", one.webhook())
						.addValue("event", one.event())
						.addValue("type", one.type())
						.addValue("subject", one.subject())
						.addValue("body", one.body())
						.addValue("contentType", one.contentType()))
					.toArray(MapSqlParameterSource[]::new));
	}

	/** The webhooks that can be told something now, of all tenants. */
	@Transactional(readOnly = true)
	public Map<UUID, UUID> ready() {
		return this.jdbc.sql(READY)
			.query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getObject("tenant_id", UUID.class)))
			.stream()
			.collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	List<WebhookDelivery> take(UUID webhook, int most) {
		return this.jdbc.sql(TAKE)
			.param("webhook", webhook)
			.param("most", most)
			.query((row, number) -> read(row))
			.list()
			.stream()
			.sorted(java.util.Comparator.comparing(WebhookDelivery::createdAt))
			.toList();
	}

	/** Who has them does not need them now. */
	void giveBack(Collection<UUID> ids) {
		if (!ids.isEmpty()) {
			this.jdbc.sql("UPDATE webhook_deliveries SET next_at = now() WHERE id IN (:ids) AND state = 'due'")
				.param("ids", ids)
				.update();
		}
	}

	void ended(Collection<Ended> all) {
		this.batches.batchUpdate(ENDED,
				all.stream()
					.map((one) -> new MapSqlParameterSource().addValue("id", one.id())
						.addValue("state", one.state())
						.addValue("status", one.status(), java.sql.Types.INTEGER)
						.addValue("error", shortened(one.error()))
						.addValue("pause", one.pause().toSeconds()))
					.toArray(MapSqlParameterSource[]::new));
	}

	private static @Nullable String shortened(@Nullable String text) {
		return (text != null) ? text.substring(0, Math.min(text.length(), 500)).replace("\u0000", "") : null;
	}

	/** The webhook works. */
	void works(UUID webhook) {
		this.jdbc.sql("DELETE FROM webhook_circuits WHERE webhook_id = :webhook").param("webhook", webhook).update();
	}

	/**
	 * The webhook fails; after five times in a row it is left alone for a while, longer
	 * each time.
	 */
	Failing fails(UUID webhook, UUID tenant) {
		return this.jdbc.sql("""
				INSERT INTO webhook_circuits (webhook_id, tenant_id, failures, failing_since)
				VALUES (:webhook, :tenant, 1, now())
				ON CONFLICT (webhook_id) DO UPDATE SET failures = webhook_circuits.failures + 1,
				    open_until = CASE WHEN webhook_circuits.failures >= 4
				        THEN now() + make_interval(secs => LEAST(600, 15 * 2 ^ LEAST(webhook_circuits.failures - 4, 6)))
				        END
				RETURNING failures, failing_since, open_until
				""")
			.param("webhook", webhook)
			.param("tenant", tenant)
			.query((row, number) -> new Failing(row.getInt("failures"),
					row.getObject("failing_since", OffsetDateTime.class).toInstant(),
					row.getObject("open_until") != null))
			.single();
	}

	/** It will never be told what it was to be. */
	void drop(UUID webhook) {
		this.jdbc
			.sql("UPDATE webhook_deliveries SET state = 'dropped', ended_at = now() WHERE webhook_id = :webhook"
					+ " AND state = 'due'")
			.param("webhook", webhook)
			.update();
	}

	/**
	 * What the webhook was told, the youngest first.
	 * @param state null for all
	 */
	@Transactional(readOnly = true)
	public Paged<WebhookDelivery> page(UUID webhook, @Nullable String state, PageQuery page) {
		String where = " FROM webhook_deliveries WHERE webhook_id = :webhook"
				+ " AND (CAST(:state AS varchar) IS NULL OR state = :state)";
		List<WebhookDelivery> items = this.jdbc
			.sql("SELECT *" + where + " ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset")
			.param("webhook", webhook)
			.param("state", state)
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query((row, number) -> read(row))
			.list();
		int total = this.jdbc.sql("SELECT count(*) FROM (SELECT" + where + " LIMIT :most) counted")
			.param("webhook", webhook)
			.param("state", state)
			.param("most", Paged.COUNT_LIMIT + 1)
			.query(Integer.class)
			.single();
		return Paged.of(items, page, total);
	}

	/**
	 * Tells it once more, under the same id.
	 * @throws Refusal NOT_FOUND
	 */
	WebhookDelivery replay(UUID webhook, UUID id) {
		return again("id = :id", webhook, Map.of("id", id)).stream().findFirst().orElseThrow(Refusal::notFound);
	}

	/** The same of all that failed since then. */
	int replayFailed(UUID webhook, Instant since) {
		return again("state IN ('failed', 'dropped') AND created_at >= :since", webhook,
				Map.of("since", since.atOffset(java.time.ZoneOffset.UTC)))
			.size();
	}

	private List<WebhookDelivery> again(String condition, UUID webhook, Map<String, Object> params) {
		return this.jdbc
			.sql("UPDATE webhook_deliveries SET state = 'due', attempts = 0, next_at = now(), ended_at = NULL"
					+ " WHERE webhook_id = :webhook AND " + condition + " RETURNING *")
			.param("webhook", webhook)
			.params(params)
			.query((row, number) -> read(row))
			.list();
	}

	/** One of them. */
	@Transactional(readOnly = true)
	public Optional<WebhookDelivery> find(UUID webhook, UUID id) {
		return this.jdbc.sql("SELECT * FROM webhook_deliveries WHERE webhook_id = :webhook AND id = :id")
			.param("webhook", webhook)
			.param("id", id)
			.query((row, number) -> read(row))
			.optional();
	}

	private static WebhookDelivery read(ResultSet row) throws SQLException {
		@Nullable OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
		return new WebhookDelivery(row.getObject("id", UUID.class), row.getObject("webhook_id", UUID.class),
				row.getObject("event_id", UUID.class), row.getString("type"), row.getObject("subject", UUID.class),
				row.getString("body"), row.getString("content_type"), row.getString("state"), row.getInt("attempts"),
				row.getObject("next_at", OffsetDateTime.class).toInstant(), (Integer) row.getObject("last_status"),
				row.getString("last_error"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
				(ended != null) ? ended.toInstant() : null);
	}

	/** Something that a webhook is to be told. */
	record Wanted(UUID tenant, UUID webhook, UUID event, String type, UUID subject, String body, String contentType) {
	}

	/**
	 * How an attempt ended.
	 *
	 * @param pause until the next one, where it is due
	 */
	record Ended(UUID id, String state, @Nullable Integer status, @Nullable String error, Duration pause) {
	}

	/**
	 * How a webhook fails.
	 *
	 * @param open whether it is left alone for a while
	 */
	record Failing(int failures, Instant since, boolean open) {
	}

}
