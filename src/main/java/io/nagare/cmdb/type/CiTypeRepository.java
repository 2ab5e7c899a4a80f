package io.nagare.cmdb.type;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** Types of the bound tenant. */
interface CiTypeRepository extends JpaRepository<StoredCiType, UUID> {

	Optional<StoredCiType> findByCode(String code);

}
