package io.nagare.directory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** Who belongs to which team. */
interface TeamMemberRepository extends JpaRepository<TeamMember, UUID> {

	List<TeamMember> findByUserIdIn(Collection<UUID> userIds);

	Optional<TeamMember> findByTeamIdAndUserId(UUID teamId, UUID userId);

	boolean existsByTeamIdAndUserId(UUID teamId, UUID userId);

	long deleteByTeamIdAndUserId(UUID teamId, UUID userId);

}
