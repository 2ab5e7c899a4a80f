package io.nagare.directory;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A site or a department: a node of one of the tenant's two trees, in which people work,
 * items stand and tickets arise. Rules match its name.
 */
@Entity
@Table(name = "organization_units")
public class OrganizationUnit extends DirectoryEntry<OrganizationUnit> implements TreeNode {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private String kind;

	private String name;

	private @Nullable String description;

	private @Nullable UUID parentId;

	@Column(name = "is_active")
	private boolean active = true;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected OrganizationUnit() {
	}

	OrganizationUnit(UnitKind kind, String name, @Nullable String description, @Nullable UUID parentId) {
		this.id = UUID.randomUUID();
		this.kind = kind.word();
		this.name = name;
		this.description = description;
		this.parentId = parentId;
	}

	@Override
	public UUID id() {
		return this.id;
	}

	/** Of which tree it is a node. */
	public UnitKind kind() {
		return UnitKind.of(this.kind);
	}

	@Override
	public String name() {
		return this.name;
	}

	public @Nullable String description() {
		return this.description;
	}

	@Override
	public Optional<UUID> parent() {
		return Optional.ofNullable(this.parentId);
	}

	/** Whether people, items and new tickets may name it. */
	public boolean isActive() {
		return this.active;
	}

	OrganizationUnit rename(String name) {
		this.name = name;
		return this;
	}

	OrganizationUnit describe(@Nullable String description) {
		this.description = description;
		return this;
	}

	OrganizationUnit moveBelow(@Nullable UUID parentId) {
		this.parentId = parentId;
		return this;
	}

	/** Nothing new may name it; what names it goes on doing so. */
	OrganizationUnit activate(boolean active) {
		this.active = active;
		return this;
	}

}
