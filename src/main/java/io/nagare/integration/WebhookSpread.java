package io.nagare.integration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Tenants;
import io.nagare.integration.webhook.WebhookDeliveries;
import io.nagare.integration.webhook.WebhookService;
import io.nagare.integration.webhook.WebhookTenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** Puts events into the queues of the webhooks that want them. */
@Component
public class WebhookSpread {

	private static final Logger LOG = LoggerFactory.getLogger(WebhookSpread.class);

	private static final int BATCH = 500;

	/** After so many failures a tenant's events are taken one by one. */
	private static final int TRIED_TOGETHER = 5;

	private static final long LONGEST_SECONDS = 600;

	private final OutboundStore store;

	private final WebhookService webhooks;

	private final WebhookDeliveries deliveries;

	private final WebhookTenants listeners;

	private final AcrossTenants acrossTenants;

	private final Tenants tenants;

	private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

	/** Who is tried again when. */
	private final Map<UUID, Instant> aside = new ConcurrentHashMap<>();

	WebhookSpread(OutboundStore store, WebhookService webhooks, WebhookDeliveries deliveries, WebhookTenants listeners,
			AcrossTenants acrossTenants, Tenants tenants) {
		this.store = store;
		this.webhooks = webhooks;
		this.deliveries = deliveries;
		this.listeners = listeners;
		this.acrossTenants = acrossTenants;
		this.tenants = tenants;
	}

	/** Whether any tenant has a webhook. */
	public boolean isAny() {
		return this.listeners.isAny();
	}

	/** The webhooks that can be told something now, each with its tenant. */
	public Map<UUID, UUID> ready() {
		return this.acrossTenants.read(this.deliveries::ready);
	}

	/**
	 * Queues what happened since the last time. Where that fails for one tenant, the
	 * others go on, and it is tried again after a while.
	 */
	@SchedulerLock(name = "events-to-webhooks")
	public void spread() {
		this.aside.values().removeIf((until) -> until.isBefore(Instant.now()));
		boolean goesOn = true;
		while (goesOn) {
			List<OutboundStore.Row> rows = this.acrossTenants
				.read(() -> this.store.next(OutboundStore.Reader.WEBHOOKS, BATCH, this.aside.keySet()));
			Map<UUID, List<OutboundStore.Row>> byTenant = rows.stream()
				.collect(Collectors.groupingBy((row) -> row.event().tenant()));
			byTenant.forEach(this::spread);
			// each tenant of the rows has been told, or stands aside
			goesOn = rows.size() == BATCH;
		}
	}

	private void spread(UUID tenant, List<OutboundStore.Row> rows) {
		Optional<TenantId> known = this.tenants.byId(tenant);
		if (known.isEmpty()) {
			LOG.warn("{} events are of no tenant, and told to nobody", rows.size());
			this.acrossTenants.write(() -> forget(rows));
			return;
		}
		boolean fails = this.failures.getOrDefault(tenant, 0) >= TRIED_TOGETHER;
		try {
			if (fails) {
				rows.forEach((row) -> spreadAlone(known.get(), row));
			}
			else {
				Tenancy.as(known.get(), () -> this.store.spread(rows, this.webhooks));
			}
			this.failures.remove(tenant);
		}
		catch (RuntimeException ex) {
			int times = this.failures.merge(tenant, 1, Integer::sum);
			this.aside.put(tenant, Instant.now().plusSeconds(Math.min(1L << times, LONGEST_SECONDS)));
			LOG.error("Events of tenant {} are not told to its webhooks; attempt {}", known.get().slug(), times, ex);
		}
	}

	/** The one that keeps the others back is told to nobody. */
	private void spreadAlone(TenantId tenant, OutboundStore.Row row) {
		try {
			Tenancy.as(tenant, () -> this.store.spread(List.of(row), this.webhooks));
		}
		catch (RuntimeException ex) {
			if (ex instanceof TransientDataAccessException || ex instanceof DataAccessResourceFailureException
					|| ex instanceof TransactionException) {
				throw ex;
			}
			LOG.error("Event {} of tenant {} is told to no webhook", row.event().id(), tenant.slug(), ex);
			this.acrossTenants.write(() -> forget(List.of(row)));
		}
	}

	private boolean forget(List<OutboundStore.Row> rows) {
		this.store.told(OutboundStore.Reader.WEBHOOKS, rows.stream().map(OutboundStore.Row::id).toList());
		return true;
	}

}
