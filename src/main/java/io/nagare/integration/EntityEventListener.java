package io.nagare.integration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.integration.OutboundRecorder.Change;
import io.nagare.shared.EntityEvents;

/**
 * Hears what is written to entities that say they are
 * {@link io.nagare.shared.ToldOutside}; the rest is as with tickets.
 */
@Component
class EntityEventListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener,
		PostLoadEventListener, PersistEventListener {

	private static final long serialVersionUID = 1L;

	private final transient EntityManagerFactory factory;

	private final transient OutboundRecorder recorder;

	private final transient ObjectMapper json;

	private final transient Map<String, Optional<ToldEntity>> types = new ConcurrentHashMap<>();

	EntityEventListener(EntityManagerFactory factory, OutboundRecorder recorder, ObjectMapper json) {
		this.factory = factory;
		this.recorder = recorder;
		this.json = json;
	}

	@PostConstruct
	void listen() {
		EventListenerRegistry registry = EntityEvents.of(this.factory);
		registry.appendListeners(EventType.POST_INSERT, this);
		registry.appendListeners(EventType.POST_UPDATE, this);
		registry.appendListeners(EventType.POST_DELETE, this);
		registry.appendListeners(EventType.POST_LOAD, this);
		registry.appendListeners(EventType.PERSIST, this);
	}

	@Override
	public void onPostLoad(PostLoadEvent event) {
		expect(type(event.getPersister()));
	}

	@Override
	public void onPersist(PersistEvent event) {
		expect(type(event.getSession().getEntityPersister(event.getEntityName(), event.getObject())));
	}

	@Override
	public void onPersist(PersistEvent event, PersistContext createdAlready) {
		onPersist(event);
	}

	/**
	 * What is written at the very end of a transaction is written after everybody was
	 * asked what he still has to do, so it is written before.
	 */
	private void expect(Optional<ToldEntity> type) {
		if (type.isPresent() && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			this.recorder
				.expect(() -> Optional.ofNullable(EntityManagerFactoryUtils.getTransactionalEntityManager(this.factory))
					.ifPresent(EntityManager::flush));
		}
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		type(event.getPersister())
			.ifPresent((type) -> tell(type, event.getId(), "created", event.getState(), new LinkedHashMap<>()));
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		type(event.getPersister()).ifPresent((type) -> {
			Object @Nullable [] before = event.getOldState();
			if (type.isDeleted(event.getState())) {
				if (!type.isDeleted(before)) {
					tell(type, event.getId(), "deleted", event.getState(), new LinkedHashMap<>());
				}
				return;
			}
			Map<String, Change> changes = new LinkedHashMap<>();
			type.changed(before, event.getState())
				.forEach((field) -> changes.put(ToldEntity.name(type.told(), field),
						new Change((before != null) ? text(type.value(before, field)) : null,
								text(type.value(event.getState(), field)))));
			if (!changes.isEmpty()) {
				tell(type, event.getId(), "updated", event.getState(), changes);
			}
		});
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		type(event.getPersister())
			.ifPresent((type) -> tell(type, event.getId(), "deleted", event.getDeletedState(), new LinkedHashMap<>()));
	}

	private void tell(ToldEntity type, Object id, String what, Object[] state, Map<String, Change> changes) {
		this.recorder.changed((UUID) id, type.kind(), what, type.values((UUID) id, state), changes);
	}

	private @Nullable String text(@Nullable Object value) {
		try {
			return (value == null || value instanceof String) ? (String) value
					: this.json.writeValueAsString(value).replaceAll("^\"|\"$", "");
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Optional<ToldEntity> type(EntityPersister persister) {
		return this.types.computeIfAbsent(persister.getEntityName(), (name) -> ToldEntity.of(persister));
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

}
