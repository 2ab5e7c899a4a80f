package io.nagare.workforce.roster;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface RosterRepository extends Repository<Roster, UUID> {

	Roster saveAndFlush(Roster roster);

	Optional<Roster> findByTeamId(UUID team);

}
