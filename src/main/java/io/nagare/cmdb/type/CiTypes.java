package io.nagare.cmdb.type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantLocks;

/** The types of configuration items that a tenant has: the shipped ones and its own. */
@Component
@Transactional
public class CiTypes {

	private static final String MANAGE = "cmdb:manage";

	private static final String KEY = "[a-z][a-z0-9_]{0,49}";

	private static final String USED = """
			SELECT EXISTS (SELECT FROM configuration_items
			 WHERE tenant_id = :tenant AND ci_class = :type AND deleted_at IS NULL)
			""";

	/** Whether an item has a value, other than the allowed ones, for the attribute. */
	private static final String HELD = """
			SELECT EXISTS (SELECT FROM configuration_items
			 WHERE tenant_id = :tenant AND ci_class = :type AND deleted_at IS NULL
			   AND jsonb_exists(attributes, :key) AND NOT attributes ->> :key = ANY (:allowed))
			""";

	private final CiTypeRepository stored;

	private final TenantLocks locks;

	private final NamedParameterJdbcTemplate jdbc;

	CiTypes(CiTypeRepository stored, TenantLocks locks, NamedParameterJdbcTemplate jdbc) {
		this.stored = stored;
		this.locks = locks;
		this.jdbc = jdbc;
	}

	/** All types by key. */
	@Transactional(readOnly = true)
	public List<CiType> all() {
		Map<String, CiType> all = new TreeMap<>(ShippedCiTypes.BY_KEY);
		this.stored.findAll().forEach((type) -> all.put(type.view().key(), type.view()));
		return List.copyOf(all.values());
	}

	/** The type of that key. */
	@Transactional(readOnly = true)
	public Optional<CiType> type(String key) {
		return this.stored.findByCode(key).map(StoredCiType::view).or(() -> shipped(key));
	}

	/** The type, which nobody redefines or removes until the transaction ends. */
	Optional<CiType> held(String key) {
		this.locks.share(lock(key));
		return type(key);
	}

	/** A shipped type that the tenant has not redefined has no row to lock. */
	private static String lock(String key) {
		return "ci_types." + key;
	}

	private static Optional<CiType> shipped(String key) {
		return Optional.ofNullable(ShippedCiTypes.BY_KEY.get(key));
	}

	/**
	 * Makes a type.
	 * @param key small letters, digits and underscores, at most 50
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED naming everything that
	 * is wrong; CONFLICT for a key that exists
	 */
	public CiType create(Caller by, String key, CiTypeDefinition definition) {
		by.demand(MANAGE);
		if (!key.matches(KEY)) {
			throw Refusal.invalid("key", "bad_format");
		}
		definition.demandSense();
		if (type(key).isPresent()) {
			throw Refusal.conflict("key", "already_exists");
		}
		return this.stored.saveAndFlush(new StoredCiType(key, definition)).view();
	}

	/**
	 * Says anew what a type is, a shipped one too. Items that lack an attribute which has
	 * become required are asked for it when they are next changed.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED
	 * naming everything that is wrong; CONFLICT for an attribute or a choice that is gone
	 * although an item has a value of it
	 */
	public CiType redefine(Caller by, String key, CiTypeDefinition definition, IfMatch ifMatch) {
		by.demand(MANAGE);
		this.locks.take(lock(key));
		Optional<StoredCiType> own = this.stored.findByCode(key);
		CiType before = own.map(StoredCiType::view).or(() -> shipped(key)).orElseThrow(Refusal::notFound);
		ifMatch.check(before.version());
		definition.demandSense();
		List<Detail> held = before.definition()
			.attributes()
			.stream()
			.filter((attribute) -> isHeld(key, attribute, definition))
			.map((attribute) -> Detail.of(CiFacts.ATTRIBUTES + "." + attribute.key(), "attribute_in_use"))
			.toList();
		if (!held.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, held);
		}
		return this.stored
			.saveAndFlush(
					own.map((type) -> type.redefine(definition)).orElseGet(() -> new StoredCiType(key, definition)))
			.view();
	}

	/** Whether items have values of the attribute that would no longer be allowed. */
	private boolean isHeld(String type, CiAttribute attribute, CiTypeDefinition after) {
		CiAttribute wanted = after.attribute(attribute.key()).orElse(null);
		boolean sameType = wanted != null && wanted.type() == attribute.type();
		if (sameType && attribute.type() != CiAttributeType.CHOICE) {
			return false;
		}
		String[] allowed = (wanted != null && sameType) ? wanted.choices().toArray(new String[0]) : new String[0];
		return is(HELD, Map.of("tenant", tenant(), "type", type, "key", attribute.key(), "allowed", allowed));
	}

	/**
	 * Removes a type of the tenant's own; a shipped one becomes again what it was.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; CONFLICT while there
	 * are items of the type, or where the type is as shipped
	 */
	public void remove(Caller by, String key, IfMatch ifMatch) {
		by.demand(MANAGE);
		this.locks.take(lock(key));
		StoredCiType own = this.stored.findByCode(key).orElse(null);
		if (own == null) {
			throw shipped(key).isPresent() ? Refusal.conflict("key", "type_is_shipped") : Refusal.notFound();
		}
		ifMatch.check(own.view().version());
		if (is(USED, Map.of("tenant", tenant(), "type", key))) {
			throw Refusal.conflict("key", "type_in_use");
		}
		this.stored.delete(own);
	}

	private boolean is(String query, Map<String, ?> params) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(query, params, Boolean.class));
	}

	private static UUID tenant() {
		return Tenancy.require().id();
	}

}
