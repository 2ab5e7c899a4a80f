package io.nagare.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** Records what other modules tell to have been done. */
@Component
class AuditableEventListener {

	private final AuditLog log;

	private final RequestOrigins requests;

	AuditableEventListener(AuditLog log, RequestOrigins requests) {
		this.log = log;
		this.requests = requests;
	}

	@EventListener
	void on(AuditableEvent deed) {
		this.log.record(entry(deed));
	}

	AuditEntry entry(AuditableEvent deed) {
		AuditOrigin origin = this.requests.origin();
		@Nullable UUID tenant = Tenancy.current().map(TenantId::id).orElse(null);
		AuditableEvent.@Nullable Doer doer = deed.doer();
		if (doer != null) {
			origin = origin.by(doer.id(), doer.name());
			tenant = (tenant != null) ? tenant : doer.tenant();
		}
		@Nullable UUID owner = deed.owner();
		return new AuditEntry((owner != null) ? owner : tenant, origin, null, deed.action(), deed.entityType(),
				deed.entityId(), told(deed.before()), told(deed.facts()));
	}

	private static @Nullable Map<String, @Nullable Object> told(Map<String, Object> values) {
		return values.isEmpty() ? null : new LinkedHashMap<>(values);
	}

}
