package io.nagare.ticket.checklist;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface ChecklistItemRepository extends Repository<ChecklistItem, UUID> {

	ChecklistItem saveAndFlush(ChecklistItem item);

	void delete(ChecklistItem item);

	Optional<ChecklistItem> findByIdAndTicketId(UUID id, UUID ticketId);

	List<ChecklistItem> findByTicketIdOrderByPlace(UUID ticketId);

}
