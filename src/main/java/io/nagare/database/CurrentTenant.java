package io.nagare.database;

import java.util.Map;
import java.util.UUID;

import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

import org.springframework.boot.autoconfigure.orm.jpa.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Tells Hibernate and PostgreSQL whose rows a new session or transaction may touch, as
 * {@link Tenancy} has it at that moment.
 */
@Component
class CurrentTenant implements CurrentTenantIdentifierResolver<UUID>, HibernatePropertiesCustomizer {

	/** Stands for the whole platform: Hibernate then filters nothing. */
	static final UUID PLATFORM = new UUID(0L, 0L);

	/** No tenant ever has this id, so its session finds nothing. */
	static final UUID NOBODY = new UUID(-1L, -1L);

	/**
	 * The value of PostgreSQL's setting {@code nagare.tenant}: an id, {@code platform} or
	 * empty.
	 */
	static String forPostgres() {
		return Tenancy.isPlatform() ? "platform" : Tenancy.current().map(TenantId::id).map(UUID::toString).orElse("");
	}

	@Override
	public UUID resolveCurrentTenantIdentifier() {
		return Tenancy.isPlatform() ? PLATFORM : Tenancy.current().map(TenantId::id).orElse(NOBODY);
	}

	@Override
	public boolean isRoot(UUID tenantId) {
		return PLATFORM.equals(tenantId);
	}

	@Override
	public boolean validateExistingCurrentSessions() {
		return true;
	}

	@Override
	public void customize(Map<String, Object> hibernateProperties) {
		hibernateProperties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
	}

}
