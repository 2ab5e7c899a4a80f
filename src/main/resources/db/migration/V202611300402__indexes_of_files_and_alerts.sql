-- The few files that are still to be encrypted, or to go.
DROP INDEX CONCURRENTLY IF EXISTS idx_ticket_attachments_plain;
CREATE INDEX CONCURRENTLY idx_ticket_attachments_plain ON ticket_attachments (tenant_id, id) WHERE file_key IS NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_ticket_attachments_former;
CREATE INDEX CONCURRENTLY idx_ticket_attachments_former ON ticket_attachments (tenant_id, id) WHERE former_path IS NOT NULL;

-- What is wrong in a group of alerts, and what its incident does not tell yet.
DROP INDEX CONCURRENTLY IF EXISTS idx_alerts_firing;
CREATE INDEX CONCURRENTLY idx_alerts_firing ON alerts (group_id) WHERE state = 'firing';
DROP INDEX CONCURRENTLY IF EXISTS idx_alerts_untold;
CREATE INDEX CONCURRENTLY idx_alerts_untold ON alerts (group_id) WHERE NOT is_told;
