package io.nagare.change;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** Change models of the bound tenant. */
interface StandardModelRepository extends JpaRepository<StandardModel, UUID> {

	boolean existsByNameIgnoreCaseAndIdNot(String name, UUID id);

}
