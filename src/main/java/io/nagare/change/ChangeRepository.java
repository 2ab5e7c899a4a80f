package io.nagare.change;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ChangeRepository extends Repository<Change, UUID> {

	Optional<Change> findById(UUID id);

	Change save(Change change);

	@Query(nativeQuery = true, value = "SELECT 'CHG' || lpad(nextval('change_number_seq')::text, 7, '0')")
	String nextNumber();

	long count();

}
