package io.nagare.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * Which rows of the log somebody wants; null wants all.
 *
 * @param actorId who did it
 * @param action the whole word, or its beginning up to a dot: {@code auth.}
 * @param entityType the sort of thing it was done to
 * @param entityId the thing
 * @param from not before
 * @param to before
 */
public record AuditFilter(@Nullable UUID actorId, @Nullable String action, @Nullable String entityType,
		@Nullable String entityId, @Nullable Instant from, @Nullable Instant to) {

	/**
	 * @throws Refusal where the times are in the wrong order
	 */
	public AuditFilter {
		if (from != null && to != null && from.isAfter(to)) {
			throw Refusal.invalid("to", "end_before_start");
		}
	}

	/** As a condition, whose parameters are added. */
	String where(Map<String, Object> params) {
		StringBuilder where = new StringBuilder();
		add(where, params, " AND actor_id = :actor", "actor", this.actorId);
		boolean beginning = this.action != null && this.action.endsWith(".");
		add(where, params, beginning ? " AND starts_with(action, :action)" : " AND action = :action", "action",
				this.action);
		add(where, params, " AND entity_type = :type", "type", this.entityType);
		add(where, params, " AND entity_id = :entity", "entity", this.entityId);
		add(where, params, " AND at >= :from", "from", utc(this.from));
		add(where, params, " AND at < :to", "to", utc(this.to));
		return where.toString();
	}

	private static void add(StringBuilder where, Map<String, Object> params, String condition, String name,
			@Nullable Object value) {
		if (value != null) {
			where.append(condition);
			params.put(name, value);
		}
	}

	private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
		return (moment != null) ? moment.atOffset(ZoneOffset.UTC) : null;
	}

}
