package io.nagare.cmdb;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Relations of the bound tenant's items, those that have ended too. */
interface CiRelationRepository extends JpaRepository<CiRelation, UUID> {

	boolean existsBySourceIdAndTypeAndTargetIdAndValidToIsNull(UUID source, String type, UUID target);

	/** Whether the items are, or ever were, related in this way. */
	boolean existsBySourceIdAndTypeAndTargetId(UUID source, String type, UUID target);

	/** The relations of the item that hold now, in either direction. */
	@Query("select r from CiRelation r where (r.sourceId = :item or r.targetId = :item) and r.validTo is null")
	List<CiRelation> standing(UUID item);

}
