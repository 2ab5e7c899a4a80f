package io.nagare.directory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/** Teams of the bound tenant. */
interface TeamRepository extends JpaRepository<Team, UUID> {

	Optional<Team> findByNameIgnoreCase(String name);

	List<Team> findAllByOrderByName();

	Optional<Team> findByStandardTrue();

}
