package io.nagare.integration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.integration.OutboundRecorder.Change;

/**
 * Hears what is written to entities that say they are
 * {@link io.nagare.shared.ToldOutside}; the rest is as with tickets.
 */
@Component
class EntityEventListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

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
		EventListenerRegistry registry = Objects.requireNonNull(this.factory.unwrap(SessionFactoryImplementor.class)
			.getServiceRegistry()
			.getService(EventListenerRegistry.class));
		registry.appendListeners(EventType.POST_INSERT, this);
		registry.appendListeners(EventType.POST_UPDATE, this);
		registry.appendListeners(EventType.POST_DELETE, this);
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
