package io.nagare.change;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface VotingRoundRepository extends Repository<VotingRound, UUID> {

	VotingRound save(VotingRound round);

	Optional<VotingRound> findFirstByChangeIdOrderByNumberDesc(UUID changeId);

}
