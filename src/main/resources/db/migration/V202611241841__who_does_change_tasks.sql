-- What somebody is to do, for finding who is in two places at once.
CREATE INDEX idx_change_tasks_assignee ON change_tasks (tenant_id, assignee_id) WHERE assignee_id IS NOT NULL;
