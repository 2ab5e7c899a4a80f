package io.nagare.directory;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Categories of the bound tenant: a small tree that is always read as a whole. */
interface CategoryRepository extends JpaRepository<Category, UUID> {

	/** Locks the tree, so that two moves at once cannot close a circle between them. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select c from Category c order by c.id")
	List<Category> lockAll();

}
