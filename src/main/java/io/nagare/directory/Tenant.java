package io.nagare.directory;

import java.time.ZoneId;
import java.util.UUID;

import io.nagare.shared.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A company whose data nobody else sees. Its slug is the tenant id of the engine. */
@Entity
@Table(name = "tenants")
public class Tenant extends DirectoryEntry<Tenant> {

	static final String JAPANESE = "ja";

	@Id
	private UUID id;

	@Column(updatable = false)
	private String slug;

	private String name;

	@Column(name = "is_active")
	private boolean active = true;

	private String timeZone;

	private String language;

	private boolean releasesNeedApproval;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Tenant() {
	}

	Tenant(String slug, String name, ZoneId zone, String language) {
		this.id = UUID.randomUUID();
		this.slug = slug;
		this.name = name;
		this.timeZone = zone.getId();
		this.language = language;
		registerEvent(new Opened(tenantId()));
	}

	public TenantId tenantId() {
		return new TenantId(this.id, this.slug);
	}

	public String name() {
		return this.name;
	}

	/** On which clock its people read times. */
	public ZoneId zone() {
		return ZoneId.of(this.timeZone);
	}

	/** {@code ja} or {@code en}: what is written once for all of its people is in it. */
	public String language() {
		return this.language;
	}

	/** Whether its models come into force only as a change that others approved. */
	public boolean releasesNeedApproval() {
		return this.releasesNeedApproval;
	}

	/** Whether its people may sign in. */
	public boolean isActive() {
		return this.active;
	}

	Tenant rename(String name) {
		this.name = name;
		return this;
	}

	Tenant keepTo(ZoneId zone) {
		this.timeZone = zone.getId();
		return this;
	}

	Tenant speak(String language) {
		this.language = language;
		return this;
	}

	Tenant demandApprovalOfReleases(boolean demanded) {
		this.releasesNeedApproval = demanded;
		return this;
	}

	/** Nobody of the tenant gets in any more; its data stays. */
	Tenant suspend() {
		this.active = false;
		registerEvent(new Suspended(tenantId()));
		return this;
	}

	Tenant readmit() {
		this.active = true;
		return this;
	}

	/**
	 * A new tenant exists. Published inside the transaction that creates it, which is
	 * bound to the platform.
	 *
	 * @param tenant the new tenant
	 */
	public record Opened(TenantId tenant) {
	}

	/** Nobody of the tenant may be here any more. */
	public record Suspended(TenantId tenant) {
	}

}
