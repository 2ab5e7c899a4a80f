package io.nagare.signin.access;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a tenant has said about from where and when its people enter. */
@Entity
@Table(name = "access_rules")
public class AccessRules {

	@Id
	private UUID id = UUID.randomUUID();

	@TenantId
	private @Nullable UUID tenantId;

	@JdbcTypeCode(SqlTypes.JSON)
	private AccessRuleList rules = AccessRuleList.EMPTY;

	@Version
	private @Nullable Integer version;

	protected AccessRules() {
	}

	public AccessRuleList rules() {
		return this.rules;
	}

	/** Counts how often something was said; 0 for never. */
	public int version() {
		return (this.version != null) ? this.version + 1 : 0;
	}

	AccessRules say(AccessRuleList rules) {
		this.rules = rules;
		return this;
	}

}
