package io.nagare.workplace.handover;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;

/** A team's tickets handed over from who worked to who works next. It never changes. */
@Entity
@Table(name = "shift_handovers")
public class ShiftHandover extends DatedEntity<ShiftHandover> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID teamId;

	private UUID fromUserId;

	private UUID toUserId;

	private String note;

	@JdbcTypeCode(SqlTypes.JSON)
	private List<HandedTicket> tickets = List.of();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected ShiftHandover() {
	}

	ShiftHandover(UUID teamId, UUID fromUserId, UUID toUserId, String note, List<HandedTicket> tickets) {
		this.id = UUID.randomUUID();
		this.teamId = teamId;
		this.fromUserId = fromUserId;
		this.toUserId = toUserId;
		this.note = note;
		this.tickets = List.copyOf(tickets);
	}

	public UUID id() {
		return this.id;
	}

	public UUID team() {
		return this.teamId;
	}

	/** Whose shift ended. */
	public UUID from() {
		return this.fromUserId;
	}

	/** Whose shift began. */
	public UUID to() {
		return this.toUserId;
	}

	/** What was said of the shift; empty for nothing. */
	public String note() {
		return this.note;
	}

	/** All of them, whoever reads it. */
	List<HandedTicket> tickets() {
		return this.tickets;
	}

}
