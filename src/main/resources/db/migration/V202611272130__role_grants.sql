-- What somebody holds beside his main role: since when, by whom and until when. Rows stay when it is over.
CREATE TABLE role_grants (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    user_id    uuid NOT NULL,
    role       varchar(50) NOT NULL CHECK (role <> 'platform'),
    reason     varchar(500),
    granted_at timestamptz NOT NULL,
    granted_by uuid,
    ends_at    timestamptz CHECK (ends_at > granted_at),
    ended_at   timestamptz CHECK (ended_at >= granted_at),
    ended_by   uuid,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (granted_by, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (ended_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE UNIQUE INDEX role_grants_held ON role_grants (user_id, role) WHERE ended_at IS NULL;
CREATE INDEX role_grants_by_user ON role_grants (user_id);
CREATE INDEX role_grants_ending ON role_grants (tenant_id, ends_at) WHERE ended_at IS NULL;
CREATE INDEX role_grants_by_granter ON role_grants (granted_by);
CREATE INDEX role_grants_by_ender ON role_grants (ended_by);
SELECT secure_tenant_table('role_grants');

-- The same of the main role; who gave the earlier ones, the audit log says.
SET LOCAL nagare.tenant = 'platform';
ALTER TABLE users ADD COLUMN role_granted_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE users ADD COLUMN role_granted_by uuid;
UPDATE users SET role_granted_at = created_at;
