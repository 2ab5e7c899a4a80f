package io.nagare.cmdb;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/**
 * How one item relates to another, read from the source, and when. It never changes: it
 * ends, and another one begins.
 */
@Entity
@Table(name = "ci_relations")
class CiRelation extends AbstractAggregateRoot<CiRelation> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID sourceId;

	private String type;

	private UUID targetId;

	private Instant validFrom;

	private @Nullable Instant validTo;

	private @Nullable UUID createdBy;

	private @Nullable UUID endedBy;

	@Version
	private @Nullable Integer version;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected CiRelation() {
	}

	/**
	 * @param by null for the product itself
	 */
	CiRelation(UUID source, CiRelationType type, UUID target, @Nullable Caller by, Instant at) {
		this.id = UUID.randomUUID();
		this.sourceId = source;
		this.type = type.toString();
		this.targetId = target;
		this.validFrom = at;
		this.createdBy = (by != null) ? by.userId() : null;
		registerEvent(changed(CiRelationshipChanged.Action.CREATED, by, at));
	}

	UUID id() {
		return this.id;
	}

	/** Whether the item is one of its ends. */
	boolean joins(UUID item) {
		return this.sourceId.equals(item) || this.targetId.equals(item);
	}

	/**
	 * From now on the items are not related in this way.
	 * @throws Refusal CONFLICT where it has ended already
	 */
	CiRelation end(Caller by, Instant at) {
		if (this.validTo != null) {
			throw Refusal.conflict(null, "relation_ended");
		}
		// clocks of two nodes may differ a little
		this.validTo = at.isBefore(this.validFrom) ? this.validFrom : at;
		this.endedBy = by.userId();
		registerEvent(changed(CiRelationshipChanged.Action.DELETED, by, at));
		return this;
	}

	/**
	 * The relation that stands for this one where an item is another; null where that
	 * would be related to itself.
	 */
	@Nullable CiRelation withInstead(UUID item, UUID other, Caller by, Instant at) {
		UUID source = this.sourceId.equals(item) ? other : this.sourceId;
		UUID target = this.targetId.equals(item) ? other : this.targetId;
		return source.equals(target) ? null : new CiRelation(source, CiRelationType.of(this.type), target, by, at);
	}

	/** Whether both relate the same items in the same way. */
	boolean saysTheSame(CiRelation other) {
		return this.sourceId.equals(other.sourceId) && this.targetId.equals(other.targetId)
				&& this.type.equals(other.type);
	}

	private CiRelationshipChanged changed(CiRelationshipChanged.Action action, @Nullable Caller by, Instant at) {
		return new CiRelationshipChanged(Tenancy.require(), this.sourceId, this.targetId, CiRelationType.of(this.type),
				action, (by != null) ? by.userId() : null, at);
	}

}
