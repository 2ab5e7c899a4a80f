package io.nagare.workplace.handover;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Handovers of the bound tenant. */
interface ShiftHandoverRepository extends JpaRepository<ShiftHandover, UUID> {

	Page<ShiftHandover> findByTeamId(UUID team, Pageable page);

	Optional<ShiftHandover> findFirstByTeamIdOrderByCreatedAtDesc(UUID team);

}
