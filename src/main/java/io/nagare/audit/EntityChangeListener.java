package io.nagare.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
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

import io.nagare.shared.EntityEvents;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Records every change that Hibernate writes to an entity, but for those that are
 * {@link io.nagare.shared.OffRecord}. What nobody thought of is on record, not off it.
 */
@Component
class EntityChangeListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

	private static final long serialVersionUID = 1L;

	private final transient EntityManagerFactory factory;

	private final transient AuditLog log;

	private final transient RequestOrigins requests;

	private final transient Map<String, RecordedType> types = new ConcurrentHashMap<>();

	EntityChangeListener(EntityManagerFactory factory, AuditLog log, RequestOrigins requests) {
		this.factory = factory;
		this.log = log;
		this.requests = requests;
	}

	@PostConstruct
	void listen() {
		EventListenerRegistry registry = EntityEvents.of(this.factory);
		registry.appendListeners(EventType.POST_INSERT, this);
		registry.appendListeners(EventType.POST_UPDATE, this);
		registry.appendListeners(EventType.POST_DELETE, this);
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		RecordedType type = type(event.getPersister());
		if (type.isOnRecord()) {
			record(event.getSession(), type, event.getId(), "create", null, event.getState(), null,
					type.values(event.getState()));
		}
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		RecordedType type = type(event.getPersister());
		if (type.isOnRecord()) {
			List<Integer> changed = type.changed(event.getOldState(), event.getState());
			if (!changed.isEmpty()) {
				record(event.getSession(), type, event.getId(), "update", event.getOldState(), event.getState(),
						type.values(event.getOldState(), changed), type.values(event.getState(), changed));
			}
		}
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		RecordedType type = type(event.getPersister());
		if (type.isOnRecord()) {
			record(event.getSession(), type, event.getId(), "delete", null, event.getDeletedState(),
					type.values(event.getDeletedState()), null);
		}
	}

	private void record(EventSource session, RecordedType type, Object id, String verb, Object @Nullable [] earlier,
			Object[] state, @Nullable Map<String, @Nullable Object> before,
			@Nullable Map<String, @Nullable Object> after) {
		AuditOrigin origin = this.requests.origin();
		@Nullable UUID owner = type.tenant(state);
		@Nullable UUID tenant = (owner != null) ? owner : Tenancy.current().map(TenantId::id).orElse(null);
		@Nullable UUID beneficiary = type.beneficiary(verb, earlier, state, origin.actorId());
		Object key = verb.equals("delete") ? List.of(type.name(), id, verb) : List.of(type.name(), id);
		this.log.record(session, key,
				new AuditEntry(tenant, origin, Objects.equals(beneficiary, origin.actorId()) ? null : beneficiary,
						type.name() + "." + verb, type.name(), id.toString(), before, after));
	}

	private RecordedType type(EntityPersister persister) {
		return this.types.computeIfAbsent(persister.getEntityName(), (name) -> RecordedType.of(persister));
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

}
