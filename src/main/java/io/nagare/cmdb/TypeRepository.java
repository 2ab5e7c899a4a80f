package io.nagare.cmdb;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** Types of the bound tenant. */
interface TypeRepository extends JpaRepository<StoredType, UUID> {

	Optional<StoredType> findByCode(String code);

}
