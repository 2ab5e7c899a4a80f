package io.nagare.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.OwnershipQueries;
import io.nagare.shared.TenantId;

/** All entities that belong to a tenant. */
@Component
class EntityOwnership implements OwnershipQueries {

	private static final String OF_ANOTHER = "SELECT 1 FROM %s WHERE %s = :key AND tenant_id <> :tenant";

	private final NamedParameterJdbcTemplate jdbc;

	private final String sql;

	EntityOwnership(EntityManagerFactory factory, NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
		this.sql = factory.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.streamEntityDescriptors()
			.filter((type) -> type.getIdentifierType().getReturnedClass() == UUID.class
					&& Arrays.asList(type.getPropertyNames()).contains("tenantId"))
			.map(AbstractEntityPersister.class::cast)
			.map((type) -> OF_ANOTHER.formatted(type.getRootTableName(), type.getRootTableIdentifierColumnNames()[0]))
			.distinct()
			.sorted()
			.collect(Collectors.joining(" UNION ALL "));
	}

	@Override
	public boolean areAnothers(String key, TenantId tenant) {
		return !this.jdbc
			.queryForList(this.sql, Map.of("key", UUID.fromString(key), "tenant", tenant.id()), Integer.class)
			.isEmpty();
	}

}
