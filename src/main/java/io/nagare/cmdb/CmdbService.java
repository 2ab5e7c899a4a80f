package io.nagare.cmdb;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.identification.CiDescription;
import io.nagare.cmdb.identification.CiIdentification;
import io.nagare.cmdb.identification.Identified;
import io.nagare.cmdb.type.CiFacts;
import io.nagare.cmdb.type.CiFactsValidator;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Place;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal.Detail;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantLocks;

/** Records what the organisation runs, on behalf of its agents. */
@Component
@Transactional
public class CmdbService {

	/**
	 * The lock that who merges items has alone, and who looks for them by value shares.
	 */
	public static final String MERGES = "cmdb.merges";

	/** What who changes items must be allowed to. */
	public static final String WRITE = "cmdb:write";

	private final ConfigurationItemRepository items;

	private final CiRelationRepository relations;

	private final CiTypes types;

	private final Directory directory;

	private final CiIdentification identification;

	private final TenantLocks locks;

	CmdbService(ConfigurationItemRepository items, CiRelationRepository relations, CiTypes types, Directory directory,
			CiIdentification identification, TenantLocks locks) {
		this.identification = identification;
		this.locks = locks;
		this.items = items;
		this.relations = relations;
		this.types = types;
		this.directory = directory;
	}

	/**
	 * Records an item.
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED naming everything that
	 * is wrong; CONFLICT for a name that is taken, and for what identifies an item in use
	 */
	public ConfigurationItem create(Caller by, NewItem wanted) {
		by.demand(WRITE);
		CiFacts facts = wanted.facts();
		demandSense(facts, null);
		if (!Boolean.TRUE.equals(wanted.allowDuplicate())) {
			demandNew(facts);
		}
		return this.items.saveAndFlush(new ConfigurationItem(facts));
	}

	/**
	 * Corrects what is recorded about an item.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED
	 * naming everything that is wrong; CONFLICT for a name that is taken
	 */
	public ConfigurationItem change(Caller by, UUID id, ItemChanges changes, IfMatch ifMatch) {
		by.demand(WRITE);
		ConfigurationItem item = lock(id, ifMatch);
		CiFacts before = item.facts();
		CiFacts facts = changes.applied(before);
		demandSense(facts, before);
		return this.items.saveAndFlush(item.correct(facts));
	}

	/** What is said identifies no other item in use, as a file would be read. */
	private void demandNew(CiFacts facts) {
		Map<String, String> said = new HashMap<>();
		facts.attributes().forEach((key, value) -> said.put(key, String.valueOf(value)));
		this.locks.share(MERGES);
		Identified meant = this.identification.identify(List.of(new CiDescription("", said))).get(0);
		meant.byField().forEach((field, ids) -> {
			List<ConfigurationItem> others = this.items.findAllById(ids)
				.stream()
				.filter(ConfigurationItem::isActive)
				.toList();
			if (!others.isEmpty()) {
				throw Refusal.conflict(field, "identifies_other",
						String.join(", ", others.stream().map(ConfigurationItem::name).sorted().toList()),
						others.get(0).id());
			}
		});
	}

	private void demandSense(CiFacts facts, @Nullable CiFacts before) {
		List<Detail> wrong = new CiFactsValidator(this.types, this.directory).wrong(facts, before);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		String name = facts.name().toLowerCase(Locale.ROOT);
		if ((before == null || !before.name().toLowerCase(Locale.ROOT).equals(name))
				&& this.items.isTaken(Tenancy.require().id(), name)) {
			throw Refusal.conflict("name", "already_exists");
		}
	}

	/**
	 * Forgets an item: its relations end, and only what was said about the past still
	 * names it. To take one out of use, retire it.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE
	 */
	public void delete(Caller by, UUID id, IfMatch ifMatch) {
		by.demand(WRITE);
		ConfigurationItem item = lock(id, ifMatch);
		Instant now = now();
		this.relations.standing(id).forEach((relation) -> this.relations.save(relation.end(by, now)));
		this.items.mergedInto(id).forEach((merged) -> this.items.save(merged.leaveMerged()));
		this.items.saveAndFlush(item.delete(now));
	}

	/**
	 * Relates two items from now on.
	 * @return the relation's id
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; VALIDATION_FAILED for an
	 * unknown target and for the item itself; CONFLICT where they are related so already
	 */
	public UUID relate(Caller by, UUID source, CiRelationType type, UUID target) {
		by.demand(WRITE);
		List<UUID> held = this.items.hold(List.of(source, target)).stream().map(ConfigurationItem::id).toList();
		if (!held.contains(source)) {
			throw Refusal.notFound();
		}
		if (!held.contains(target)) {
			throw Refusal.invalid("target_id", "unknown_ci");
		}
		if (source.equals(target)) {
			throw Refusal.invalid("target_id", "relates_to_itself");
		}
		if (this.relations.existsBySourceIdAndTypeAndTargetIdAndValidToIsNull(source, type.toString(), target)) {
			throw Refusal.conflict("target_id", "related_already");
		}
		return this.relations.saveAndFlush(new CiRelation(source, type, target, by, now())).id();
	}

	/**
	 * Ends a relation of the item.
	 * @throws Refusal NOT_FOUND where the item has no such relation; FORBIDDEN for who
	 * may not; CONFLICT where it has ended already
	 */
	public void unrelate(Caller by, UUID item, UUID relation) {
		by.demand(WRITE);
		CiRelation standing = this.relations.findById(relation)
			.filter((one) -> one.joins(item))
			.orElseThrow(Refusal::notFound);
		this.relations.saveAndFlush(standing.end(by, now()));
	}

	private ConfigurationItem lock(UUID id, IfMatch ifMatch) {
		ConfigurationItem item = this.items.lock(id).orElseThrow(Refusal::notFound);
		ifMatch.check(item.version());
		return item;
	}

	/** As exact as the database keeps it. */
	static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * An item that is to be recorded.
	 *
	 * @param name unique in the tenant, in any case of letters
	 * @param ciClass the key of its type
	 * @param tier how important it is, from 1, the most, to 4
	 * @param status in use where nothing is said
	 * @param attributes values by the keys of the type's attributes
	 * @param maintenance when it may be worked on
	 * @param allowDuplicate whether it is another thing than what has the same
	 * identifying values; both are listed as possible duplicates then
	 */
	@Schema(name = "NewConfigurationItem")
	public record NewItem(@NotBlank @Size(max = CiFacts.LONGEST_NAME) String name, @NotBlank String ciClass,
			@NotNull @Min(1) @Max(4) Integer tier,
			@Nullable @Size(max = CiFacts.LONGEST_DESCRIPTION) String description, @Nullable CiStatus status,
			@Nullable UUID ownerUserId, @Nullable UUID ownerTeamId, @Nullable UUID siteId, @Nullable UUID departmentId,
			@Nullable Map<String, @Nullable Object> attributes, @Nullable @Valid MaintenanceWindows maintenance,
			@Nullable Boolean allowDuplicate) {

		/** A name has no blanks around it, and is none where it has nothing else. */
		public NewItem {
			name = Objects.requireNonNullElse(name, "").strip();
		}

		private CiFacts facts() {
			return new CiFacts(this.name, this.ciClass, this.tier, this.description,
					Objects.requireNonNullElse(this.status, CiStatus.LIVE), this.ownerUserId, this.ownerTeamId,
					new Place(this.siteId, this.departmentId),
					CiFacts.merged(Map.of(), Objects.requireNonNullElse(this.attributes, Map.of())), this.maintenance);
		}

	}

	/**
	 * What is to change about an item; what is absent stays.
	 *
	 * @param attributes those that change; null takes one away
	 */
	public record ItemChanges(JsonNullable<@NotBlank @Size(max = CiFacts.LONGEST_NAME) String> name,
			JsonNullable<@NotBlank String> ciClass, JsonNullable<@NotNull @Min(1) @Max(4) Integer> tier,
			JsonNullable<@Nullable @Size(max = CiFacts.LONGEST_DESCRIPTION) String> description,
			JsonNullable<@NotNull CiStatus> status, JsonNullable<@Nullable UUID> ownerUserId,
			JsonNullable<@Nullable UUID> ownerTeamId, JsonNullable<@Nullable UUID> siteId,
			JsonNullable<@Nullable UUID> departmentId, JsonNullable<@NotNull Map<String, @Nullable Object>> attributes,
			JsonNullable<@Nullable @Valid MaintenanceWindows> maintenance) {

		/** A name has no blanks around it, and is none where it has nothing else. */
		public ItemChanges {
			name = name.map((text) -> Objects.requireNonNullElse(text, "").strip());
		}

		private CiFacts applied(CiFacts facts) {
			return new CiFacts(this.name.orElse(facts.name()), this.ciClass.orElse(facts.ciClass()),
					this.tier.orElse(facts.tier()), this.description.orElse(facts.description()),
					this.status.orElse(facts.status()), this.ownerUserId.orElse(facts.ownerUserId()),
					this.ownerTeamId.orElse(facts.ownerTeamId()),
					new Place(this.siteId.orElse(facts.place().siteId()),
							this.departmentId.orElse(facts.place().departmentId())),
					CiFacts.merged(facts.attributes(), this.attributes.orElse(Map.of())),
					this.maintenance.orElse(facts.maintenance()));
		}

	}

}
