package io.nagare.problem.cause;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface CauseRepository extends Repository<Cause, UUID> {

	Cause save(Cause cause);

	List<Cause> findAllByProblemIdOrderByCreatedAtAscIdAsc(UUID problem);

	Optional<Cause> findByIdAndProblemId(UUID id, UUID problem);

	/** One without causes of its own; what it was the cause of stays. */
	void deleteByIdAndProblemId(UUID id, UUID problem);

}
