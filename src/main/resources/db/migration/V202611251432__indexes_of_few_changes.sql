-- Past failures, counted for each rating of a risk: few among many.
CREATE INDEX idx_changes_failures ON changes (tenant_id, ended_at) WHERE outcome IN ('backed_out', 'failed');

-- Rounds in which people still vote, looked for when somebody leaves or is back: few among many.
CREATE INDEX idx_change_rounds_open ON change_rounds (tenant_id) WHERE outcome IS NULL;
