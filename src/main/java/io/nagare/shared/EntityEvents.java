package io.nagare.shared;

import java.util.Objects;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;

/** Where modules that hear of every entity say so, whoever changes it. */
public final class EntityEvents {

	private EntityEvents() {
	}

	/** The listeners of all that is read and written through the factory. */
	public static EventListenerRegistry of(EntityManagerFactory factory) {
		return Objects.requireNonNull(factory.unwrap(SessionFactoryImplementor.class)
			.getServiceRegistry()
			.getService(EventListenerRegistry.class));
	}

}
