-- Which of the changes that are yet to be carried out overlap a window. Those behind us, whose windows may still be
-- open, are more every day and in nobody's way.
CREATE INDEX idx_changes_ahead ON changes (tenant_id, planned_end, planned_start) WHERE ended_at IS NULL;
