-- The orders that a list can be asked for, each read from an index and no further than the page. What is never empty
-- is read backwards for the other direction; the sort within equals is that of every list.
CREATE INDEX idx_tickets_title ON tickets (tenant_id, kind, title, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_updated ON tickets (tenant_id, kind, updated_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_number ON tickets (tenant_id, kind, number) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_highest ON tickets (tenant_id, kind, (-priority_rank) DESC, created_at DESC, id DESC)
    WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_lowest ON tickets (tenant_id, kind, (-priority_rank), created_at DESC, id DESC)
    WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_status ON tickets (tenant_id, kind, status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_status_last ON tickets (tenant_id, kind, status DESC, created_at DESC, id DESC)
    WHERE deleted_at IS NULL;
-- When the next clock of a ticket is due, of closed ones too.
CREATE INDEX idx_tickets_any_due ON tickets
    (tenant_id, kind, (LEAST(CASE WHEN responded_at IS NULL THEN response_due_at END, resolution_due_at)), created_at DESC, id DESC)
    WHERE deleted_at IS NULL;
-- The newest of those that are open, of whichever of the three phases.
CREATE INDEX idx_tickets_open ON tickets (tenant_id, kind, created_at DESC, id DESC)
    WHERE deleted_at IS NULL AND phase IN ('open', 'in_work', 'on_hold');
-- The same of those that nobody has, and of those of the highest priority.
CREATE INDEX idx_tickets_of_nobody ON tickets (tenant_id, kind, created_at DESC, id DESC)
    INCLUDE (confidentiality, reporter_id, team_id)
    WHERE assignee_id IS NULL AND deleted_at IS NULL AND phase IN ('open', 'in_work', 'on_hold');
CREATE INDEX idx_tickets_critical ON tickets (tenant_id, kind, created_at DESC, id DESC)
    WHERE priority_rank = 0 AND deleted_at IS NULL AND phase IN ('open', 'in_work', 'on_hold');
