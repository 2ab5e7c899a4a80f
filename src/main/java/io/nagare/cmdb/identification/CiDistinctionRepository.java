package io.nagare.cmdb.identification;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** What items of the bound tenant are not the same. */
interface CiDistinctionRepository extends JpaRepository<CiDistinction, UUID> {

	Optional<CiDistinction> findByOneIdAndOtherId(UUID one, UUID other);

}
