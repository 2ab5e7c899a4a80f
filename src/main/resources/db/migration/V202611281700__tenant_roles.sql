-- Roles that a tenant has made itself: a list of the permissions there are, under a word of its own.
CREATE TABLE tenant_roles (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    key         varchar(50) NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]+$'),
    name_ja     varchar(100) NOT NULL,
    name_en     varchar(100) NOT NULL,
    description varchar(500),
    permissions varchar(100)[] NOT NULL,
    counts_as   varchar(50) CHECK (counts_as IN ('operator', 'manager')),
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tenant_roles_key UNIQUE (tenant_id, key),
    UNIQUE (id, tenant_id)
);
SELECT secure_tenant_table('tenant_roles');

-- Of such a role: which, as long as there is one, and what it gave when it was over.
ALTER TABLE role_grants ADD COLUMN tenant_role_id uuid;
ALTER TABLE role_grants ADD COLUMN permissions varchar(100)[];
ALTER TABLE role_grants ADD FOREIGN KEY (tenant_role_id, tenant_id) REFERENCES tenant_roles (id, tenant_id)
    ON DELETE SET NULL (tenant_role_id);
CREATE INDEX role_grants_by_tenant_role ON role_grants (tenant_role_id);
