package io.nagare.directory;

import io.nagare.shared.TenantId;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The two tenants of the demo, made where they are missing. */
@Component
@Profile({ "demo", "test" })
class DemoTenants {

	private final TenantRepository tenants;

	private final AcrossTenants acrossTenants;

	private final TimeZones zones;

	DemoTenants(TenantRepository tenants, AcrossTenants acrossTenants, TimeZones zones) {
		this.tenants = tenants;
		this.acrossTenants = acrossTenants;
		this.zones = zones;
	}

	TenantId demo() {
		return tenant("demo", "デモ株式会社 / Demo");
	}

	/** That whose people must see nothing of the first. */
	TenantId other() {
		return tenant("other", "アザー株式会社 / Other");
	}

	private TenantId tenant(String slug, String name) {
		return this.acrossTenants.write(() -> this.tenants.findBySlug(slug)
			.orElseGet(() -> this.tenants.save(new Tenant(slug, name, this.zones.ofNewTenants(), Tenant.JAPANESE)))
			.tenantId());
	}

}
