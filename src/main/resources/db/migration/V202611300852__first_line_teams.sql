-- Which teams are the first that people turn to, and which teams had a ticket: what the first line resolves, and what it hands on.
ALTER TABLE teams ADD COLUMN is_first_line boolean NOT NULL DEFAULT false;
CREATE OR REPLACE VIEW teams_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, description, is_first_line FROM teams;

ALTER TABLE ticket_facts ADD COLUMN team_ids uuid[] NOT NULL DEFAULT '{}';

-- facts of before do not know it: each tenant's are reckoned anew
DELETE FROM figure_positions;
