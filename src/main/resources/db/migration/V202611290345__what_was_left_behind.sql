-- Nobody speaks publicly by mail where nobody looks at who it is.
UPDATE mailboxes SET agent_notes = 'internal' WHERE sender_check = 'none' AND agent_notes = 'public';

-- What hung on tickets that were deleted before goes with them.
DELETE FROM outages o USING tickets t WHERE t.id = o.ticket_id AND t.deleted_at IS NOT NULL;
DELETE FROM supplier_holds h USING tickets t WHERE t.id = h.ticket_id AND t.deleted_at IS NOT NULL;
CREATE INDEX idx_supplier_holds_ticket ON supplier_holds (ticket_id);

-- Whether a priority that the table has no more is still on a ticket.
CREATE INDEX idx_tickets_priority ON tickets (tenant_id, kind, priority) WHERE deleted_at IS NULL;
