-- The few that were deleted, for when their time is over.
DROP INDEX CONCURRENTLY IF EXISTS idx_tickets_deleted;
CREATE INDEX CONCURRENTLY idx_tickets_deleted ON tickets (tenant_id, kind, closed_at) WHERE deleted_at IS NOT NULL;
