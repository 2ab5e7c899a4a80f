package io.nagare.change;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface VotingRoundRepository extends Repository<VotingRound, UUID> {

	VotingRound save(VotingRound round);

	VotingRound saveAndFlush(VotingRound round);

	@Transactional(readOnly = true)
	@Query("select r.changeId from VotingRound r where r.outcome is null")
	List<UUID> changesWithOpenRounds();

	Optional<VotingRound> findFirstByChangeIdOrderByNumberDesc(UUID changeId);

}
