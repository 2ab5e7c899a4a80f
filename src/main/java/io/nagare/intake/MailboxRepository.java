package io.nagare.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Mailboxes of the bound tenant. */
interface MailboxRepository extends JpaRepository<Mailbox, UUID> {

	List<Mailbox> findAllByOrderByName();

	boolean existsByNameIgnoreCaseAndIdNot(String name, UUID id);

	/** It stays the version that it is: nobody has changed it. */
	@Modifying
	@Query("UPDATE Mailbox m SET m.secrets = :sealed WHERE m.id = :id")
	void keepSecrets(UUID id, String sealed);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("SELECT m FROM Mailbox m WHERE m.id = :id")
	Optional<Mailbox> lock(UUID id);

}
