-- Who of a team is on call when: layers of people who take turns, and the turns that were swapped.
CREATE TABLE rosters (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    team_id    uuid NOT NULL UNIQUE,
    plan       jsonb NOT NULL,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id)
);
SELECT secure_tenant_table('rosters');
