package io.nagare.database;

import java.util.Objects;

import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Refuses rows of another tenant that a load brings, whichever way. Row-level security
 * hides them before; where it failed, this is the wall behind it. Queries name the tenant
 * as well, for their indexes, but loads by key do not: Hibernate would plan each anew.
 */
@Component
class ForeignRows implements PostLoadEventListener {

	private static final long serialVersionUID = 1L;

	private static final String TENANT = "tenantId";

	private final transient EntityManagerFactory factory;

	ForeignRows(EntityManagerFactory factory) {
		this.factory = factory;
	}

	@PostConstruct
	void listen() {
		Objects
			.requireNonNull(this.factory.unwrap(SessionFactoryImplementor.class)
				.getServiceRegistry()
				.getService(EventListenerRegistry.class))
			.appendListeners(EventType.POST_LOAD, this);
	}

	/**
	 * Looks at one entity.
	 * @throws IllegalStateException where it belongs to another tenant than the session's
	 */
	@Override
	public void onPostLoad(PostLoadEvent event) {
		@Nullable AttributeMapping tenant = event.getPersister().findAttributeMapping(TENANT);
		Object bound = event.getSession().getTenantIdentifierValue();
		if (tenant != null && !CurrentTenant.PLATFORM.equals(bound)
				&& !bound.equals(tenant.getValue(event.getEntity()))) {
			throw new IllegalStateException(
					event.getPersister().getEntityName() + " " + event.getId() + " belongs to another tenant");
		}
	}

}
