-- What a report says that is made again and again.
CREATE TABLE ticket_templates (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    scope      varchar(10) NOT NULL CHECK (scope IN ('own', 'team', 'tenant')),
    team_id    uuid,
    name       varchar(100) NOT NULL,
    -- the path of the type of tickets; types come and go
    kind       varchar(64) NOT NULL,
    fields     jsonb NOT NULL,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((scope = 'team') = (team_id IS NOT NULL)),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id)
);
CREATE INDEX idx_ticket_templates_tenant ON ticket_templates (tenant_id, scope);
SELECT secure_tenant_table('ticket_templates');
