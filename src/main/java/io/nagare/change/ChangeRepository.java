package io.nagare.change;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface ChangeRepository extends Repository<Change, UUID> {

	Change save(Change change);

	@Query(nativeQuery = true, value = "SELECT 'CHG' || lpad(nextval('change_number_seq')::text, 7, '0')")
	String nextNumber();

	@Transactional(readOnly = true)
	@Query("""
			select r.changeId from VotingRound r join Change c on c.id = r.changeId
			 where r.outcome is null and c.deletedAt is null
			""")
	List<UUID> withOpenRounds();

	long count();

}
