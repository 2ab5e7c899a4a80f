package io.nagare.signin.oauth;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** The programs of the bound tenant; for the platform, of all. */
interface OAuthClientRepository extends JpaRepository<OAuthClient, UUID> {

	@Query("select c from OAuthClient c order by lower(c.name), c.id")
	List<OAuthClient> findAllByName();

	@Query("select c from OAuthClient c where c.active")
	List<OAuthClient> findActive();

	/** Nobody deactivates it before the running transaction has ended. */
	@Lock(LockModeType.PESSIMISTIC_READ)
	@Query("select c from OAuthClient c where c.id = :id and c.active")
	Optional<OAuthClient> holdActive(UUID id);

}
