package io.nagare.directory;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * One person's place in one team. The database's foreign keys hold the tenant too, so
 * that nobody can be put into another tenant's team.
 */
@Entity
@EntityListeners(DirectoryChangeListener.class)
@Table(name = "team_members")
class TeamMember {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID teamId;

	@Column(updatable = false)
	private UUID userId;

	private @Nullable Integer capacity;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TeamMember() {
	}

	TeamMember(UUID teamId, UUID userId) {
		this.id = UUID.randomUUID();
		this.teamId = teamId;
		this.userId = userId;
	}

	UUID teamId() {
		return this.teamId;
	}

	UUID userId() {
		return this.userId;
	}

	/** How many of the team's tickets are given to the person at most; null: any. */
	@Nullable Integer capacity() {
		return this.capacity;
	}

	TeamMember bound(@Nullable Integer capacity) {
		this.capacity = capacity;
		return this;
	}

}
