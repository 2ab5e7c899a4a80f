package io.nagare.vendor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Suppliers of the bound tenant. */
interface SupplierRepository extends JpaRepository<Supplier, UUID> {

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select s from Supplier s where s.id = ?1")
	Optional<Supplier> lock(UUID id);

	List<Supplier> findByActiveTrueOrderByName();

	/**
	 * Looks for a part of the name.
	 * @param pattern in lower case
	 * @param inactive whether those are found too of whom nothing new is asked
	 */
	@Query("""
			select s from Supplier s where lower(s.name) like :pattern escape '\\'
			and (s.active or :inactive = true)""")
	Page<Supplier> search(String pattern, boolean inactive, Pageable page);

	/**
	 * The one of the name.
	 * @param name in lower case
	 */
	@Query("select s from Supplier s where lower(s.name) = ?1")
	Optional<Supplier> named(String name);

}
