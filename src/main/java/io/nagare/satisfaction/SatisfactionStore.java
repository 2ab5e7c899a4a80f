package io.nagare.satisfaction;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/** The questions and answers, one row for each ticket. */
@Component
class SatisfactionStore {

	private final JdbcClient jdbc;

	SatisfactionStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Nothing happens where it was asked before. */
	void ask(UUID ticket, Instant now, Instant expires) {
		this.jdbc.sql("""
				INSERT INTO satisfaction_ratings (ticket_id, tenant_id, asked_at, expires_at)
				VALUES (:ticket, :tenant, :now, :expires) ON CONFLICT DO NOTHING
				""")
			.param("ticket", ticket)
			.param("tenant", Tenancy.require().id())
			.param("now", time(now))
			.param("expires", time(expires))
			.update();
	}

	/** What the reporter was asked, and said; empty where nobody asked. */
	Optional<Satisfaction> of(UUID ticket) {
		return this.jdbc
			.sql("""
					SELECT asked_at, expires_at, score, comment, answered_at FROM satisfaction_ratings WHERE ticket_id = :ticket
					""")
			.param("ticket", ticket)
			.query((row, number) -> new Satisfaction(row.getObject("asked_at", OffsetDateTime.class).toInstant(),
					row.getObject("expires_at", OffsetDateTime.class).toInstant(),
					row.getObject("score", Integer.class), row.getString("comment"),
					instant(row.getObject("answered_at", OffsetDateTime.class))))
			.optional();
	}

	/** Whether the answer is the first, and came in time; else nothing is kept of it. */
	boolean answer(UUID ticket, int score, @Nullable String comment, Instant now) {
		return this.jdbc.sql("""
				UPDATE satisfaction_ratings SET score = :score, comment = :comment, answered_at = :now
				 WHERE ticket_id = :ticket AND answered_at IS NULL AND expires_at > :now
				""")
			.param("ticket", ticket)
			.param("score", score)
			.param("comment", comment)
			.param("now", time(now))
			.update() > 0;
	}

	private static OffsetDateTime time(Instant at) {
		return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
		return (at != null) ? at.toInstant() : null;
	}

}
