-- When each member was last given a ticket of the team, by whatever way; what was chosen by a table is one of them.
ALTER TABLE team_members ADD COLUMN given_at timestamptz;

CREATE OR REPLACE VIEW team_members_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, team_id, user_id, capacity, chosen_at, times_chosen, given_at FROM team_members;

UPDATE team_members m SET given_at = t.taken
  FROM (SELECT team_id, assignee_id, max(responded_at) AS taken FROM tickets
         WHERE assignee_id IS NOT NULL AND phase IN ('open', 'in_work', 'on_hold') AND deleted_at IS NULL
         GROUP BY team_id, assignee_id) t
 WHERE m.team_id = t.team_id AND m.user_id = t.assignee_id AND t.taken IS NOT NULL;
