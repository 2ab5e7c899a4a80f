-- Who is away, and who stands in. The process of the absence says when it begins and ends, whatever the clock of a node says.
CREATE TABLE absences (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    user_id       uuid NOT NULL,
    substitute_id uuid NOT NULL,
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    scope         varchar(20) NOT NULL CHECK (scope IN ('all', 'incidents', 'problems', 'changes')),
    state         varchar(20) NOT NULL CHECK (state IN ('planned', 'running', 'over')),
    version       integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (substitute_id, tenant_id) REFERENCES users (id, tenant_id),
    CHECK (user_id <> substitute_id),
    CHECK (starts_at < ends_at)
);
CREATE INDEX idx_absences_user ON absences (user_id, ends_at DESC);
CREATE INDEX idx_absences_substitute ON absences (substitute_id);
CREATE INDEX idx_absences_running ON absences (tenant_id) WHERE state = 'running';
SELECT secure_tenant_table('absences');

-- Whose ticket it is while he is away and another, or nobody, has it.
ALTER TABLE tickets ADD COLUMN assigned_for uuid;
ALTER TABLE tickets ADD FOREIGN KEY (assigned_for, tenant_id) REFERENCES users (id, tenant_id);
CREATE INDEX idx_tickets_assigned_for ON tickets (tenant_id) WHERE assigned_for IS NOT NULL;
