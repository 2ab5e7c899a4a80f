package io.nagare.directory;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** People who work on tickets together: in the engine the group {@code team.<id>}. */
@Entity
@Table(name = "teams")
public class Team extends DirectoryEntry<Team> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private @Nullable String description;

	private @Nullable UUID managerId;

	@Column(name = "is_active")
	private boolean active = true;

	@Column(name = "is_default")
	private boolean standard;

	private @Nullable Integer hourlyRate;

	@Column(name = "is_first_line")
	private boolean firstLine;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Team() {
	}

	Team(String name, @Nullable String description, @Nullable UUID managerId) {
		this.id = UUID.randomUUID();
		this.name = name;
		this.description = description;
		this.managerId = managerId;
	}

	public UUID id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	public @Nullable String description() {
		return this.description;
	}

	/** The user to whom the team's tickets are escalated. */
	public Optional<UUID> manager() {
		return Optional.ofNullable(this.managerId);
	}

	/** Whether it still takes tickets. */
	public boolean isActive() {
		return this.active;
	}

	/** Whether it takes what no table gives to any team. */
	public boolean isDefault() {
		return this.standard;
	}

	/** Whether it is one of those that people turn to first. */
	public boolean isFirstLine() {
		return this.firstLine;
	}

	/** What an hour of it costs, in the tenant's currency; empty where nobody said. */
	public Optional<Integer> hourlyRate() {
		return Optional.ofNullable(this.hourlyRate);
	}

	Team rename(String name) {
		this.name = name;
		return this;
	}

	Team describe(@Nullable String description) {
		this.description = description;
		return this;
	}

	Team leadBy(@Nullable UUID managerId) {
		this.managerId = managerId;
		return this;
	}

	Team takeTheRest(boolean standard) {
		this.standard = standard;
		return this;
	}

	Team takeFirst(boolean firstLine) {
		this.firstLine = firstLine;
		return this;
	}

	Team cost(@Nullable Integer hourlyRate) {
		this.hourlyRate = hourlyRate;
		return this;
	}

	/** It takes no new tickets; the old ones go on naming it. */
	Team dissolve() {
		this.active = false;
		return this;
	}

	Team restore() {
		this.active = true;
		return this;
	}

}
