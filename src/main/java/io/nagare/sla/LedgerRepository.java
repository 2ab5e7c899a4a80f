package io.nagare.sla;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The ledger of the bound tenant. */
interface LedgerRepository extends JpaRepository<LedgerEntry, UUID> {

	/** Everything that happened to the ticket's clocks, in order. */
	@Query("select e from LedgerEntry e where e.ticketId = :ticket order by e.recordedAt, e.clockId, e.sequence")
	List<LedgerEntry> of(UUID ticket);

	/** The same of many tickets. */
	@Query("select e from LedgerEntry e where e.ticketId in :tickets order by e.recordedAt, e.clockId, e.sequence")
	List<LedgerEntry> of(Collection<UUID> tickets);

}
