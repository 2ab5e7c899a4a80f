-- What programs ask that keep up with what is over, and lists by when somebody has to answer.
DROP INDEX CONCURRENTLY IF EXISTS idx_tickets_resolved;
CREATE INDEX CONCURRENTLY idx_tickets_resolved ON tickets (tenant_id, kind, resolved_at) WHERE deleted_at IS NULL AND resolved_at IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_tickets_closed;
CREATE INDEX CONCURRENTLY idx_tickets_closed ON tickets (tenant_id, kind, closed_at) WHERE deleted_at IS NULL AND closed_at IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_tickets_response_due;
CREATE INDEX CONCURRENTLY idx_tickets_response_due ON tickets (tenant_id, kind, response_due_at) WHERE deleted_at IS NULL;
