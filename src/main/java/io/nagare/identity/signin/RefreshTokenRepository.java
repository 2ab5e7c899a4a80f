package io.nagare.identity.signin;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Refresh tokens, used ones too: presented again, they give a thief away. */
interface RefreshTokenRepository extends JpaRepository<RefreshToken, UUID> {

	/** Only the sign-in is read, so that it can be locked before the token is. */
	@Query("select t.signInId from RefreshToken t where t.tokenHash = :hash")
	Optional<UUID> findSignInByTokenHash(String hash);

	Optional<RefreshToken> findByTokenHash(String hash);

}
