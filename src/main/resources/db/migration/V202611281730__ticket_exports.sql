-- Lists of tickets that are made into files aside, and how far each is. The files lie under the data directory.
CREATE TABLE ticket_exports (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    owner_id    uuid NOT NULL,
    kind        varchar(60) NOT NULL,
    format      varchar(4) NOT NULL CHECK (format IN ('csv', 'xlsx', 'pdf')),
    filter      varchar(2000) NOT NULL,
    sort        varchar(200),
    columns     text[] NOT NULL,
    language    varchar(2) NOT NULL CHECK (language IN ('ja', 'en')),
    -- what of his rights counted for what is in the file
    permissions text[] NOT NULL,
    state       varchar(10) NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    reason      varchar(60),
    rows_all    bigint,
    rows_done   bigint NOT NULL DEFAULT 0,
    file_size   bigint,
    attempts    integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    ended_at    timestamptz,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CHECK ((state = 'done') = (file_size IS NOT NULL)),
    CHECK ((state = 'failed') = (reason IS NOT NULL)),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_ticket_exports_owner ON ticket_exports (tenant_id, owner_id, created_at);
CREATE INDEX idx_ticket_exports_open ON ticket_exports (tenant_id, created_at) WHERE state IN ('waiting', 'running');
SELECT secure_tenant_table('ticket_exports');
