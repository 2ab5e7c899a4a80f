package io.nagare.request;

import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Drafts of the bound tenant. */
interface RequestDraftRepository extends JpaRepository<RequestDraft, UUID> {

	Page<RequestDraft> findByOwnerId(UUID owner, Pageable page);

	long countByOwnerId(UUID owner);

}
