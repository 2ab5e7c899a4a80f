package io.nagare.change;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.board.VotingRound;

public interface ChangeRepository extends Repository<Change, UUID> {

	@Transactional(readOnly = true)
	@Query("select r.changeId from VotingRound r where r.outcome is null")
	List<UUID> withOpenRounds();

	/** Those of the changes that are not deleted. */
	@Transactional(readOnly = true)
	@Query("select c.id from Change c where c.id in ?1 and c.deletedAt is null")
	List<UUID> remaining(Collection<UUID> changes);

	long count();

}
