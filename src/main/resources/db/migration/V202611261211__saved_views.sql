-- Lists of tickets that somebody looks at again and again, alone or with a team.
CREATE TABLE saved_views (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    team_id    uuid,
    -- the path of the type of tickets; types come and go
    kind       varchar(64) NOT NULL,
    name       varchar(100) NOT NULL,
    -- the parameters of the list as its address has them
    filter     varchar(2000) NOT NULL DEFAULT '',
    columns    varchar(64)[] NOT NULL DEFAULT '{}',
    sort       varchar(200),
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id)
);
CREATE INDEX idx_saved_views_owner ON saved_views (owner_id);
CREATE INDEX idx_saved_views_team ON saved_views (team_id);
SELECT secure_tenant_table('saved_views');

-- What is due is found, counted and sorted by the next of a ticket's clocks.
CREATE INDEX idx_tickets_next_due ON tickets
    (tenant_id, kind, (LEAST(CASE WHEN responded_at IS NULL THEN response_due_at END, resolution_due_at)), created_at DESC, id DESC)
    WHERE deleted_at IS NULL AND phase IN ('open', 'in_work', 'on_hold');
CREATE INDEX idx_tickets_unassigned ON tickets (tenant_id, kind) INCLUDE (confidentiality, reporter_id, team_id)
    WHERE assignee_id IS NULL AND deleted_at IS NULL AND phase IN ('open', 'in_work', 'on_hold');
CREATE INDEX idx_incidents_major ON incidents (id) WHERE major_state = 'accepted';
