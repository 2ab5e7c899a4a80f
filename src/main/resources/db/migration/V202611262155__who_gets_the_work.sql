-- Whom a table chooses among a team: how many tickets each takes at most, and when and how often each was chosen, which is
-- how two who choose at once notice each other. One team of a tenant takes what no table gives to any.
ALTER TABLE teams ADD COLUMN is_default boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX teams_default ON teams (tenant_id) WHERE is_default;

ALTER TABLE team_members
    ADD COLUMN capacity     integer CHECK (capacity >= 0),
    ADD COLUMN chosen_at    timestamptz,
    ADD COLUMN times_chosen bigint NOT NULL DEFAULT 0;

CREATE VIEW team_members_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, team_id, user_id, capacity, chosen_at, times_chosen FROM team_members;

-- what somebody has open is counted at each choice, however much was done before
CREATE INDEX idx_tickets_open_of_person ON tickets (assignee_id) INCLUDE (team_id, priority_rank)
    WHERE assignee_id IS NOT NULL AND phase IN ('open', 'in_work', 'on_hold') AND deleted_at IS NULL;
