package io.nagare.directory;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A site or a department: a node of one of the tenant's two trees, in which people work,
 * items stand and tickets arise. Rules match its name.
 */
@Entity
@Table(name = "organization_units")
public class OrganizationUnit extends TreeEntry<OrganizationUnit> {

	@Column(updatable = false)
	private String kind;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected OrganizationUnit() {
	}

	OrganizationUnit(UnitKind kind, String name, @Nullable String description, @Nullable UUID parentId) {
		super(name, description, parentId);
		this.kind = kind.word();
	}

	/** Of which tree it is a node. */
	public UnitKind kind() {
		return UnitKind.of(this.kind);
	}

}
