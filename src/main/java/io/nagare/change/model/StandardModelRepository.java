package io.nagare.change.model;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

import io.nagare.change.Change;

/** Change models of the bound tenant. */
public interface StandardModelRepository extends JpaRepository<StandardModel, UUID> {

	boolean existsByNameIgnoreCaseAndIdNot(String name, UUID id);

}
