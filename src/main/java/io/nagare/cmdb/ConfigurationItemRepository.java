package io.nagare.cmdb;

import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Configuration items of the bound tenant; of all tenants for the platform. */
interface ConfigurationItemRepository extends JpaRepository<ConfigurationItem, UUID> {

	/**
	 * Looks for a part of name or description among the items in use.
	 * @param pattern in lower case
	 * @param ciClass empty for all classes
	 */
	@Query("""
			select ci from ConfigurationItem ci where (lower(ci.name) like :pattern escape '\\'
			or lower(ci.description) like :pattern escape '\\')
			and (:ciClass = '' or ci.ciClass = :ciClass) and ci.active = true""")
	Page<ConfigurationItem> search(String pattern, String ciClass, Pageable page);

}
