package io.nagare.cmdb;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.cmdb.type.CiFacts;
import io.nagare.directory.Place;
import io.nagare.shared.DatedEntity;
import io.nagare.shared.ToldOutside;

/**
 * A CI: something that must be managed so that a service can be delivered, or the service
 * itself.
 */
@ToldOutside(kind = "ci", reads = "cmdb:read", title = "name",
		fields = { "name", "ciClass", "tier", "status", "description", "attributes", "ownerUserId", "ownerTeamId",
				"siteId", "departmentId", "mergedInto" })
@Entity
@Table(name = "configuration_items")
public class ConfigurationItem extends DatedEntity<ConfigurationItem> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private String ciClass;

	private short tier;

	private @Nullable String description;

	private String status = CiStatus.LIVE.toString();

	@JdbcTypeCode(SqlTypes.JSON)
	private Map<String, Object> attributes = Map.of();

	private @Nullable UUID ownerUserId;

	private @Nullable UUID ownerTeamId;

	private @Nullable UUID siteId;

	private @Nullable UUID departmentId;

	@JdbcTypeCode(SqlTypes.JSON)
	private @Nullable MaintenanceWindows maintenance;

	private @Nullable UUID mergedInto;

	private @Nullable Instant deletedAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected ConfigurationItem() {
	}

	@SuppressWarnings("NullAway.Init") // the facts fill it
	public ConfigurationItem(CiFacts facts) {
		this.id = UUID.randomUUID();
		correct(facts);
	}

	public UUID id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	/** The key of its type, such as {@code service}, {@code server}, {@code database}. */
	public String ciClass() {
		return this.ciClass;
	}

	/** How important it is, from 1, the most, to 4. */
	public int tier() {
		return this.tier;
	}

	public @Nullable String description() {
		return this.description;
	}

	public CiStatus status() {
		return CiStatus.of(this.status).orElseThrow();
	}

	/** Whether it is still in use; tickets may go on naming one that is not. */
	public boolean isActive() {
		return status() != CiStatus.RETIRED;
	}

	/** Values by the keys of its type's attributes, in the order of the keys. */
	public Map<String, Object> attributes() {
		return Collections.unmodifiableSortedMap(new TreeMap<>(this.attributes));
	}

	/** The user who answers for it. */
	public Optional<UUID> ownerUser() {
		return Optional.ofNullable(this.ownerUserId);
	}

	/** The team that answers for it. */
	public Optional<UUID> ownerTeam() {
		return Optional.ofNullable(this.ownerTeamId);
	}

	/** Where it stands, and who has it. */
	public Place place() {
		return new Place(this.siteId, this.departmentId);
	}

	/** When it may be worked on; empty where nobody has said. */
	public Optional<MaintenanceWindows> maintenance() {
		return Optional.ofNullable(this.maintenance);
	}

	/** The item that is the same thing and goes on in its place. */
	public Optional<UUID> mergedInto() {
		return Optional.ofNullable(this.mergedInto);
	}

	public CiFacts facts() {
		return new CiFacts(this.name, this.ciClass, this.tier, this.description, status(), this.ownerUserId,
				this.ownerTeamId, place(), attributes(), this.maintenance);
	}

	/** From now on this is what is known about it. */
	public ConfigurationItem correct(CiFacts facts) {
		this.name = facts.name();
		this.ciClass = facts.ciClass();
		this.tier = (short) facts.tier();
		this.description = facts.description();
		this.status = facts.status().toString();
		this.ownerUserId = facts.ownerUserId();
		this.ownerTeamId = facts.ownerTeamId();
		this.siteId = facts.place().siteId();
		this.departmentId = facts.place().departmentId();
		this.attributes = new HashMap<>(facts.attributes());
		this.maintenance = facts.maintenance();
		if (isActive()) {
			// who takes it into use again says that it is a thing of its own
			this.mergedInto = null;
		}
		return this;
	}

	/** It is the same thing as the other, which goes on in its place. */
	ConfigurationItem mergeInto(UUID other) {
		this.status = CiStatus.RETIRED.toString();
		this.mergedInto = other;
		return this;
	}

	/** The item that it was merged into is forgotten: it stands for nothing. */
	ConfigurationItem leaveMerged() {
		this.mergedInto = null;
		return this;
	}

	/** Whether it was not deleted, or not yet at that moment; null for now. */
	boolean isKnown(@Nullable Instant at) {
		return this.deletedAt == null || (at != null && at.isBefore(this.deletedAt));
	}

	/** It was never meant to be recorded, or nobody needs to know of it any more. */
	ConfigurationItem delete(Instant at) {
		this.deletedAt = at;
		return this;
	}

}
