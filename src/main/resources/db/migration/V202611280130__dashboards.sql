-- Figures that somebody looks at again and again, side by side.
CREATE TABLE dashboards (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    scope      varchar(10) NOT NULL CHECK (scope IN ('own', 'team', 'tenant')),
    team_id    uuid,
    name       varchar(100) NOT NULL,
    cards      jsonb NOT NULL,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((scope = 'team') = (team_id IS NOT NULL)),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id)
);
CREATE INDEX idx_dashboards_tenant ON dashboards (tenant_id, scope);
SELECT secure_tenant_table('dashboards');
