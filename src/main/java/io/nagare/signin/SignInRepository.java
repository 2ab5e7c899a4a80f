package io.nagare.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Who is signed in, and was. */
public interface SignInRepository extends JpaRepository<SignIn, UUID> {

	/** Locks it, so that of two uses of one refresh token the second sees the first. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select s from SignIn s where s.id = :id")
	Optional<SignIn> lock(UUID id);

	List<SignIn> findByUserIdAndEndedAtIsNull(UUID userId);

	@Query("""
			select s from SignIn s where s.userId = :userId and s.endedAt is null and s.expiresAt > :now
			order by s.openedAt desc, s.id""")
	List<SignIn> findOpen(UUID userId, Instant now);

	/** Coarse, so that not every request writes. */
	@Modifying
	@Query("update SignIn s set s.lastSeenAt = :now where s.id = :id and (s.lastSeenAt is null or s.lastSeenAt < :before)")
	int seen(UUID id, Instant now, Instant before);

	List<SignIn> findByClientIdAndEndedAtIsNull(UUID clientId);

	@Modifying
	@Query("delete from SignIn s where s.userId = :userId and s.expiresAt < :now")
	void deleteExpired(UUID userId, Instant now);

}
