package io.nagare.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.PlainJson;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** Reads the bound tenant's log; for the platform, what no tenant did. */
@Component
@Transactional(readOnly = true)
public class AuditQueries {

	private static final int FETCH = 500;

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {
	};

	private final NamedParameterJdbcTemplate jdbc;

	private final NamedParameterJdbcTemplate streaming;

	AuditQueries(JdbcTemplate jdbc) {
		this.jdbc = new NamedParameterJdbcTemplate(jdbc);
		JdbcTemplate fetching = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
		fetching.setFetchSize(FETCH);
		this.streaming = new NamedParameterJdbcTemplate(fetching);
	}

	/** A page by cursor, newest first. */
	public Paged<AuditRow> page(AuditFilter filter, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		String where = where(filter, params);
		if (page.cursor() != null && !page.cursor().isEmpty()) {
			where += " AND (at, id) < (:cursor_at, :cursor_id)";
			Cursor cursor = Cursor.parse(page.cursor());
			params.put("cursor_at", cursor.at().atOffset(ZoneOffset.UTC));
			params.put("cursor_id", cursor.id());
		}
		params.put("limit", page.limit() + 1);
		List<AuditRow> rows = this.jdbc.query(
				"SELECT * FROM audit_log" + where + " ORDER BY at DESC, id DESC LIMIT :limit", params,
				(row, number) -> read(row));
		boolean more = rows.size() > page.limit();
		List<AuditRow> shown = more ? rows.subList(0, page.limit()) : rows;
		return new Paged<>(shown, 0, page.limit(), -1, false, more ? Cursor.after(shown.get(shown.size() - 1)) : null);
	}

	/** Hands out every row, oldest first, without holding them all. */
	public void each(AuditFilter filter, Consumer<AuditRow> reader) {
		Map<String, Object> params = new HashMap<>();
		this.streaming.query("SELECT * FROM audit_log" + where(filter, params) + " ORDER BY at, id", params,
				(RowCallbackHandler) (row) -> reader.accept(read(row)));
	}

	private static String where(AuditFilter filter, Map<String, Object> params) {
		@Nullable UUID tenant = Tenancy.current().map(TenantId::id).orElse(null);
		if (tenant != null) {
			params.put("tenant", tenant);
		}
		return " WHERE " + ((tenant != null) ? "tenant_id = :tenant" : "tenant_id IS NULL") + filter.where(params);
	}

	private static AuditRow read(ResultSet row) throws SQLException {
		@Nullable UUID actor = row.getObject("actor_id", UUID.class);
		@Nullable String name = row.getString("actor_name");
		return new AuditRow(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
				(actor != null || name != null) ? new AuditRow.Actor(actor, name) : null,
				row.getObject("on_behalf_of", UUID.class), row.getString("channel"), row.getString("program"),
				row.getString("address"), row.getString("action"), row.getString("entity_type"),
				row.getString("entity_id"), fields(row.getString("old")), fields(row.getString("new")),
				row.getObject("request_id", UUID.class));
	}

	private static @Nullable Map<String, @Nullable Object> fields(@Nullable String json) {
		try {
			return (json != null) ? JSON.readValue(json, FIELDS) : null;
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The last row of a page: microseconds since 1970, and the id. */
	private record Cursor(Instant at, long id) {

		static String after(AuditRow row) {
			return ChronoUnit.MICROS.between(Instant.EPOCH, row.at()) + "-" + row.id();
		}

		static Cursor parse(String text) {
			try {
				String[] parts = text.split("-", 2);
				return new Cursor(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
						Long.parseLong(parts[1]));
			}
			catch (RuntimeException ex) {
				throw Refusal.invalid("cursor", "invalid");
			}
		}

	}

}
