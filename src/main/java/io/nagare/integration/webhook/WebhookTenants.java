package io.nagare.integration.webhook;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;

/**
 * Which tenants tell anybody of their events, as known at most a second ago: those that
 * do not pay nothing for it.
 */
@Component
public class WebhookTenants {

	private final JdbcTemplate jdbc;

	private final AcrossTenants acrossTenants;

	private volatile @Nullable Set<UUID> known;

	WebhookTenants(JdbcTemplate jdbc, AcrossTenants acrossTenants) {
		this.jdbc = jdbc;
		this.acrossTenants = acrossTenants;
	}

	/** Whether the tenant has a webhook. */
	public boolean has(UUID tenant) {
		Set<UUID> tenants = this.known;
		return ((tenants != null) ? tenants : refresh()).contains(tenant);
	}

	/** Whether any tenant has one. */
	public boolean isAny() {
		Set<UUID> tenants = this.known;
		return !((tenants != null) ? tenants : refresh()).isEmpty();
	}

	@Scheduled(cron = "${nagare.schedule.send-events}")
	Set<UUID> refresh() {
		Set<UUID> tenants = this.acrossTenants.read(() -> Set
			.copyOf(this.jdbc.queryForList("SELECT DISTINCT tenant_id FROM webhooks WHERE is_active", UUID.class)));
		this.known = tenants;
		return tenants;
	}

}
