package io.nagare.cmdb;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Types of the bound tenant. */
interface TypeRepository extends JpaRepository<StoredType, UUID> {

	Optional<StoredType> findByCode(String code);

	/** Keeps the type as it is until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_READ)
	@Query("select t from StoredType t where t.code = :code")
	Optional<StoredType> holdByCode(String code);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select t from StoredType t where t.code = :code")
	Optional<StoredType> lockByCode(String code);

}
