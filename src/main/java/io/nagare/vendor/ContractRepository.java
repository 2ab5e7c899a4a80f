package io.nagare.vendor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Contracts of the bound tenant. */
interface ContractRepository extends JpaRepository<SupplierContract, UUID> {

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select c from SupplierContract c where c.id = ?1")
	Optional<SupplierContract> lock(UUID id);

	/** Those that cover the item. */
	@Query(nativeQuery = true, value = """
			SELECT * FROM supplier_contracts WHERE tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()}
			   AND ci_ids @> ARRAY[cast(?1 as uuid)] ORDER BY id FOR UPDATE""")
	List<SupplierContract> lockCovering(UUID ci);

	/**
	 * The supplier's contract of the number.
	 * @param number in lower case
	 */
	@Query("select c from SupplierContract c where c.supplierId = ?1 and lower(c.number) = ?2")
	Optional<SupplierContract> numbered(UUID supplier, String number);

}
