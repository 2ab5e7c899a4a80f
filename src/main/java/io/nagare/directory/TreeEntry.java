package io.nagare.directory;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A node of a tree of the tenant: a category, a site, a department.
 *
 * @param <T> the record
 */
@MappedSuperclass
public abstract class TreeEntry<T extends TreeEntry<T>> extends DirectoryEntry<T> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private @Nullable String description;

	private @Nullable UUID parentId;

	@Column(name = "is_active")
	private boolean active = true;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TreeEntry() {
	}

	TreeEntry(String name, @Nullable String description, @Nullable UUID parentId) {
		this.id = UUID.randomUUID();
		this.name = name;
		this.description = description;
		this.parentId = parentId;
	}

	public UUID id() {
		return this.id;
	}

	/** Rules match it. */
	public String name() {
		return this.name;
	}

	public @Nullable String description() {
		return this.description;
	}

	/** The node above; empty at the top. */
	public Optional<UUID> parent() {
		return Optional.ofNullable(this.parentId);
	}

	/** Whether something new may name it; what names it already goes on doing so. */
	public boolean isActive() {
		return this.active;
	}

	void rename(String name) {
		this.name = name;
	}

	void describe(@Nullable String description) {
		this.description = description;
	}

	void moveBelow(@Nullable UUID parentId) {
		this.parentId = parentId;
	}

	void activate(boolean active) {
		this.active = active;
	}

}
