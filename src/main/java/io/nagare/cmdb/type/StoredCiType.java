package io.nagare.cmdb.type;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;

/** A tenant's own type, or what it put in the place of a shipped one. */
@Entity
@Table(name = "ci_types")
class StoredCiType extends DatedEntity<StoredCiType> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(name = "key")
	private String code;

	@JdbcTypeCode(SqlTypes.JSON)
	private CiTypeDefinition definition;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected StoredCiType() {
	}

	StoredCiType(String code, CiTypeDefinition definition) {
		this.id = UUID.randomUUID();
		this.code = code;
		this.definition = definition;
	}

	CiType view() {
		return new CiType(this.code, false, this.definition, version() + 1);
	}

	StoredCiType redefine(CiTypeDefinition definition) {
		this.definition = definition;
		return this;
	}

}
