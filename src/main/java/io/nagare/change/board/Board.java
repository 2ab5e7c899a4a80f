package io.nagare.change.board;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A team whose members sit on a board. */
@Entity
@Table(name = "change_boards")
class Board {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private String board;

	@Column(updatable = false)
	private UUID teamId;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Board() {
	}

	Board(String board, UUID team) {
		this.id = UUID.randomUUID();
		this.board = board;
		this.teamId = team;
	}

	UUID team() {
		return this.teamId;
	}

}
