-- A page's total is counted in the index alone: it holds all that says who may read a ticket.
DROP INDEX idx_tickets_tenant_status;
DROP INDEX idx_tickets_newest;
DROP INDEX idx_tickets_phase;
CREATE INDEX idx_tickets_tenant_status ON tickets (tenant_id, kind, status, priority, created_at DESC, id DESC)
    INCLUDE (confidentiality, assignee_id, reporter_id, team_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_newest ON tickets (tenant_id, kind, created_at DESC, id DESC)
    INCLUDE (confidentiality, assignee_id, reporter_id, team_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_phase ON tickets (tenant_id, kind, phase, created_at DESC, id DESC)
    INCLUDE (confidentiality, assignee_id, reporter_id, team_id) WHERE deleted_at IS NULL;
