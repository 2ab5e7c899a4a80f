package io.nagare.identity.signin;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Codes, used ones too: presented again, they give a thief away. */
interface AuthorizationCodeRepository extends JpaRepository<AuthorizationCode, UUID> {

	Optional<AuthorizationCode> findByCodeHash(String hash);

	/** Of two uses at once the second sees the first. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select c from AuthorizationCode c where c.codeHash = :hash")
	Optional<AuthorizationCode> lock(String hash);

}
