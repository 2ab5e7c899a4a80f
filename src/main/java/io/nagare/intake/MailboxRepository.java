package io.nagare.intake;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** Mailboxes of the bound tenant. */
interface MailboxRepository extends JpaRepository<Mailbox, UUID> {

	List<Mailbox> findAllByOrderByName();

	boolean existsByNameIgnoreCaseAndIdNot(String name, UUID id);

}
