package io.nagare.cmdb;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/**
 * Configuration items of the bound tenant; of all tenants for the platform. Deleted ones
 * are found by {@code findById} only.
 */
public interface ConfigurationItemRepository extends JpaRepository<ConfigurationItem, UUID> {

	/**
	 * Looks for a part of name or description.
	 * @param pattern in lower case
	 * @param ciClass empty for all classes
	 * @param status empty for all items in use
	 * @param anybody whether it does not matter who the owner is
	 */
	@Query("""
			select ci from ConfigurationItem ci where (lower(ci.name) like :pattern escape '\\'
			or lower(ci.description) like :pattern escape '\\')
			and (:ciClass = '' or ci.ciClass = :ciClass) and (:anybody = true or ci.ownerUserId = :owner)
			and ci.deletedAt is null
			and (ci.status = :status or :status = '' and ci.status <> 'retired')""")
	Page<ConfigurationItem> search(String pattern, String ciClass, String status, boolean anybody, UUID owner,
			Pageable page);

	/**
	 * Looks for a part of the name among the services in use and what somebody has, which
	 * comes first.
	 * @param pattern in lower case
	 */
	@Query("""
			select ci from ConfigurationItem ci where lower(ci.name) like :pattern escape '\\'
			and ci.deletedAt is null and ci.status = 'live' and (ci.ciClass = 'service' or ci.ownerUserId = :user)
			order by case when ci.ownerUserId = :user then 0 else 1 end, ci.name, ci.id""")
	Page<ConfigurationItem> reportable(String pattern, UUID user, Pageable page);

	/**
	 * The keys of the items in use of which somebody or one of the teams is the owner.
	 */
	@Query("""
			select ci.id from ConfigurationItem ci where (ci.ownerUserId = :user or ci.ownerTeamId in :teams)
			and ci.deletedAt is null and ci.status <> 'retired'""")
	List<UUID> ownedBy(UUID user, Collection<UUID> teams);

	/** Keeps the items from being deleted until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_READ)
	@Query("select ci from ConfigurationItem ci where ci.id in :ids and ci.deletedAt is null order by ci.id")
	List<ConfigurationItem> hold(Collection<UUID> ids);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select ci from ConfigurationItem ci where ci.id = :id and ci.deletedAt is null")
	Optional<ConfigurationItem> lock(UUID id);

	/** The items, locked, always in the same order. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select ci from ConfigurationItem ci where ci.id in :ids and ci.deletedAt is null order by ci.id")
	List<ConfigurationItem> lockAll(Collection<UUID> ids);

	/** The items that were merged into the one. */
	@Query("select ci from ConfigurationItem ci where ci.mergedInto = :item")
	List<ConfigurationItem> mergedInto(UUID item);

	/**
	 * Whether an item has the name. The index of identities finds it: one on
	 * {@code lower(name)} is of no use below row-level security.
	 * @param name in lower case
	 */
	@NativeQuery("""
			SELECT count(*) > 0 FROM ci_identifiers i JOIN configuration_items c ON c.id = i.ci_id
			 WHERE i.tenant_id = :tenant AND i.field = 'name' AND i.value = ci_identity('name', :name)
			   AND lower(c.name) = :name AND c.deleted_at IS NULL""")
	boolean isTaken(UUID tenant, String name);

}
