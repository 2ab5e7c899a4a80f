-- What a changed table would have said of past tickets: only the report is kept.
CREATE TABLE rehearsals (
    id         uuid         NOT NULL PRIMARY KEY,
    tenant_id  uuid         NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    decision   varchar(255) NOT NULL,
    state      varchar(16)  NOT NULL,
    tickets    integer      NOT NULL DEFAULT 0,
    done       integer      NOT NULL DEFAULT 0,
    different  integer      NOT NULL DEFAULT 0,
    report     jsonb        NOT NULL DEFAULT '[]',
    created_by varchar(100) NOT NULL,
    created_at timestamptz  NOT NULL DEFAULT now()
);

SELECT secure_tenant_table('rehearsals');
