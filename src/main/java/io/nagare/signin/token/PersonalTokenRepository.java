package io.nagare.signin.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Personal access tokens, revoked ones too. */
interface PersonalTokenRepository extends JpaRepository<PersonalToken, UUID> {

	Optional<PersonalToken> findByTokenHash(String hash);

	@Query("""
			select t from PersonalToken t where t.userId = :userId and t.revokedAt is null and t.expiresAt > :now
			order by t.createdAt desc, t.id""")
	List<PersonalToken> findGood(UUID userId, Instant now);

	Optional<PersonalToken> findByIdAndUserIdAndRevokedAtIsNull(UUID id, UUID userId);

	/** Coarse, so that a busy program does not write with each call. */
	@Modifying
	@Query("""
			update PersonalToken t set t.lastUsedAt = :now
			where t.id = :id and (t.lastUsedAt is null or t.lastUsedAt < :before)""")
	int used(UUID id, Instant now, Instant before);

}
