-- The requests of which each manager was asked.
DROP INDEX CONCURRENTLY IF EXISTS idx_requests_manager_asked;
CREATE INDEX CONCURRENTLY idx_requests_manager_asked ON requests (tenant_id, manager_asked_id)
    WHERE manager_asked_id IS NOT NULL;
