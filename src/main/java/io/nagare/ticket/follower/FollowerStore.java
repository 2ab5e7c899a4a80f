package io.nagare.ticket.follower;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/** The rows of those who follow a ticket, each person once. */
@Component
public class FollowerStore {

	private final NamedParameterJdbcTemplate jdbc;

	FollowerStore(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Everybody who follows the ticket, whether or not he may still read it. */
	public List<UUID> of(UUID ticket) {
		return this.jdbc.queryForList("SELECT user_id FROM ticket_followers WHERE ticket_id = :ticket",
				Map.of("ticket", ticket), UUID.class);
	}

	/** Whether he did not follow it before. */
	boolean add(UUID ticket, UUID user) {
		return this.jdbc.update("""
				INSERT INTO ticket_followers (tenant_id, ticket_id, user_id) VALUES (:tenant, :ticket, :user)
				ON CONFLICT DO NOTHING
				""", Map.of("tenant", Tenancy.require().id(), "ticket", ticket, "user", user)) > 0;
	}

	void remove(UUID ticket, UUID user) {
		this.jdbc.update("DELETE FROM ticket_followers WHERE ticket_id = :ticket AND user_id = :user",
				Map.of("ticket", ticket, "user", user));
	}

	/** How many follow the ticket, but for one person. */
	int othersThan(UUID ticket, UUID user) {
		return Objects.requireNonNull(this.jdbc.queryForObject(
				"SELECT count(*) FROM ticket_followers WHERE ticket_id = :ticket AND user_id <> :user",
				Map.of("ticket", ticket, "user", user), Integer.class));
	}

}
