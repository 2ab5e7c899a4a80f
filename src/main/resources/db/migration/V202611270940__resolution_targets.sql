-- What the clock of the resolution was given, beside what it took: how many that had run so far were missed in the end.
ALTER TABLE ticket_facts ADD COLUMN resolve_target bigint;
CREATE INDEX idx_ticket_facts_stopped ON ticket_facts (tenant_id, kind, resolution_stopped_at DESC)
    WHERE resolution_stopped_at IS NOT NULL;
CREATE INDEX idx_ticket_facts_clock_open ON ticket_facts (tenant_id, kind, resolution_due_at)
    WHERE resolution_stopped_at IS NULL AND resolved_at IS NULL AND closed_at IS NULL;

-- facts of before do not know it: each tenant's are reckoned anew
DELETE FROM figure_positions;
