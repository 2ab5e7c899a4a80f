package io.nagare.directory;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What a ticket is about: a node of the tenant's tree. Rules match its name. */
@Entity
@Table(name = "categories")
public class Category extends DirectoryEntry<Category> implements TreeNode {

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
	protected Category() {
	}

	Category(String name, @Nullable String description, @Nullable UUID parentId) {
		this.id = UUID.randomUUID();
		this.name = name;
		this.description = description;
		this.parentId = parentId;
	}

	@Override
	public UUID id() {
		return this.id;
	}

	@Override
	public String name() {
		return this.name;
	}

	public @Nullable String description() {
		return this.description;
	}

	/** The category above; empty at the top. */
	@Override
	public Optional<UUID> parent() {
		return Optional.ofNullable(this.parentId);
	}

	/** Whether new tickets may name it. */
	public boolean isActive() {
		return this.active;
	}

	Category rename(String name) {
		this.name = name;
		return this;
	}

	Category describe(@Nullable String description) {
		this.description = description;
		return this;
	}

	Category moveBelow(@Nullable UUID parentId) {
		this.parentId = parentId;
		return this;
	}

	/** New tickets may not name it; the old ones go on doing so. */
	Category retire() {
		this.active = false;
		return this;
	}

	Category restore() {
		this.active = true;
		return this;
	}

}
