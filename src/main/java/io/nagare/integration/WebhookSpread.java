package io.nagare.integration;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Tenants;
import io.nagare.integration.webhook.WebhookDeliveries;
import io.nagare.integration.webhook.WebhookService;
import io.nagare.integration.webhook.WebhookTenants;

/** Puts events into the queues of the webhooks that want them. */
@Component
public class WebhookSpread {

	private static final int BATCH = 500;

	private final OutboundStore store;

	private final WebhookService webhooks;

	private final WebhookDeliveries deliveries;

	private final WebhookTenants listeners;

	private final AcrossTenants acrossTenants;

	private final Tenants tenants;

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

	/** Queues what happened since the last time. */
	@SchedulerLock(name = "events-to-webhooks")
	public void spread() {
		int spread = BATCH;
		while (spread == BATCH) {
			List<OutboundStore.Row> rows = this.acrossTenants
				.read(() -> this.store.next(OutboundStore.Reader.WEBHOOKS, BATCH));
			Map<UUID, List<OutboundStore.Row>> byTenant = rows.stream()
				.collect(Collectors.groupingBy((row) -> row.event().tenant()));
			byTenant.forEach((tenant, own) -> this.tenants.as(tenant, () -> this.store.spread(own, this.webhooks)));
			spread = rows.size();
		}
	}

}
