-- Running tickets that are brought along to another version of their model, and back.
CREATE TABLE model_migrations (
    id         uuid         NOT NULL PRIMARY KEY,
    tenant_id  uuid         NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    key        varchar(255) NOT NULL,
    target     varchar(64)  NOT NULL,
    map        jsonb        NOT NULL,
    dry_run    boolean      NOT NULL,
    state      varchar(16)  NOT NULL,
    created_by varchar(100) NOT NULL,
    created_at timestamptz  NOT NULL DEFAULT now(),
    touched_at timestamptz  NOT NULL DEFAULT now()
);

CREATE TABLE model_migration_processes (
    migration_id uuid        NOT NULL REFERENCES model_migrations (id) ON DELETE CASCADE,
    tenant_id    uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    process      varchar(64) NOT NULL,
    ticket_id    uuid,
    source       varchar(64) NOT NULL,
    state        varchar(16) NOT NULL,
    code         varchar(64),
    element      varchar(255),
    reason       varchar(2000),
    PRIMARY KEY (migration_id, process)
);

SELECT secure_tenant_table('model_migrations');
SELECT secure_tenant_table('model_migration_processes');
