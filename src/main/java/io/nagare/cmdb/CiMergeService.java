package io.nagare.cmdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.type.CiFacts;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.Caller;
import io.nagare.directory.Place;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantLocks;

/** Makes one of two items that are the same thing, at the word of a person. */
@Component
@Transactional
public class CiMergeService {

	private static final String INTO = "into";

	private final ConfigurationItemRepository items;

	private final CiRelationRepository relations;

	private final CiTypes types;

	private final TenantLocks locks;

	private final ApplicationEventPublisher events;

	CiMergeService(ConfigurationItemRepository items, CiRelationRepository relations, CiTypes types, TenantLocks locks,
			ApplicationEventPublisher events) {
		this.items = items;
		this.relations = relations;
		this.types = types;
		this.locks = locks;
		this.events = events;
	}

	/**
	 * Merges an item into another. The other keeps what is recorded about it and takes
	 * over what it lacks; relations, tickets and all else that named the item name the
	 * other. The item is retired and points to it.
	 * @param ifMatch the version of the item that goes
	 * @return the item that stays
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED for
	 * an unknown other and for the item itself; CONFLICT where one of them was merged
	 * already, the other is retired, or one only is a service
	 */
	public ConfigurationItem merge(Caller by, UUID id, UUID into, IfMatch ifMatch) {
		by.demand(CmdbService.WRITE);
		// one at a time: of two that merge the same items, the second finds what the
		// first did
		this.locks.take(CmdbService.MERGES);
		List<ConfigurationItem> both = this.items.lockAll(List.of(id, into));
		ConfigurationItem item = find(both, id).orElseThrow(Refusal::notFound);
		ConfigurationItem other = find(both, into).orElseThrow(() -> Refusal.invalid(INTO, "unknown_ci"));
		if (id.equals(into)) {
			throw Refusal.invalid(INTO, "merges_with_itself");
		}
		ifMatch.check(item.version());
		if (item.mergedInto().isPresent()) {
			throw Refusal.conflict(null, "merged_already");
		}
		if (!other.isActive()) {
			throw Refusal.conflict(INTO, "merges_into_retired");
		}
		if (Cmdb.isService(item) != Cmdb.isService(other)) {
			throw Refusal.conflict(INTO, "merges_service_only");
		}
		CiFacts before = other.facts();
		CiFacts after = filled(before, item.facts());
		move(by, id, into);
		this.items.mergedInto(id).forEach((earlier) -> this.items.save(earlier.mergeInto(into)));
		this.items.saveAndFlush(item.mergeInto(into));
		ConfigurationItem merged = this.items.saveAndFlush(other.correct(after));
		this.events.publishEvent(new CiMerged(Tenancy.require(), id, into, by.userId(), changes(before, after)));
		return merged;
	}

	private static Optional<ConfigurationItem> find(List<ConfigurationItem> both, UUID id) {
		return both.stream().filter((one) -> one.id().equals(id)).findFirst();
	}

	/** What is recorded about the one, and of the other what it lacks. */
	private CiFacts filled(CiFacts one, CiFacts other) {
		Map<String, Object> attributes = new LinkedHashMap<>(one.attributes());
		this.types.type(one.ciClass()).ifPresent((type) -> other.attributes().forEach((key, value) -> {
			if (isEmpty(attributes.get(key)) && type.definition().admits(key, value)) {
				attributes.put(key, value);
			}
		}));
		return new CiFacts(one.name(), one.ciClass(), one.tier(), either(one.description(), other.description()),
				one.status(), either(one.ownerUserId(), other.ownerUserId()),
				either(one.ownerTeamId(), other.ownerTeamId()),
				new Place(either(one.place().siteId(), other.place().siteId()),
						either(one.place().departmentId(), other.place().departmentId())),
				attributes, either(one.maintenance(), other.maintenance()));
	}

	private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
		return isEmpty(one) ? other : one;
	}

	private static boolean isEmpty(@Nullable Object value) {
		return value == null || (value instanceof String text && text.isBlank());
	}

	/** The relations that hold go over, but for those that the other has already. */
	private void move(Caller by, UUID from, UUID into) {
		Instant now = CmdbService.now();
		List<CiRelation> moved = new ArrayList<>();
		for (CiRelation relation : this.relations.standing(from)) {
			this.relations.saveAndFlush(relation.end(by, now));
			CiRelation instead = relation.withInstead(from, into, by, now);
			if (instead != null && moved.stream().noneMatch(instead::saysTheSame)
					&& this.relations.standing(into).stream().noneMatch(instead::saysTheSame)) {
				moved.add(this.relations.saveAndFlush(instead));
			}
		}
	}

	/** The fields that the one took over. */
	private static List<String> changes(CiFacts before, CiFacts after) {
		Map<String, Boolean> fields = new TreeMap<>();
		fields.put("description", !isEmpty(after.description()) && isEmpty(before.description()));
		fields.put("owner_user_id", after.ownerUserId() != null && before.ownerUserId() == null);
		fields.put("site_id", after.place().siteId() != null && before.place().siteId() == null);
		fields.put("department_id", after.place().departmentId() != null && before.place().departmentId() == null);
		fields.put("owner_team_id", after.ownerTeamId() != null && before.ownerTeamId() == null);
		fields.put("maintenance", after.maintenance() != null && before.maintenance() == null);
		after.attributes()
			.forEach((key, value) -> fields.put(CiFacts.ATTRIBUTES + "." + key, isEmpty(before.attributes().get(key))));
		return fields.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
	}

}
