package io.nagare.signin.access;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The rules of the bound tenant. */
interface AccessRulesRepository extends JpaRepository<AccessRules, UUID> {

	/** In a transaction of its own if need be: without one, no tenant and no rows. */
	@Transactional(readOnly = true)
	@Query("select r from AccessRules r")
	Optional<AccessRules> find();

}
