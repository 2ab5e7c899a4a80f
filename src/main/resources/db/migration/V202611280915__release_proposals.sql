-- Where a tenant says so, its models come into force only as a change that others than their author have approved.
ALTER TABLE tenants ADD COLUMN releases_need_approval boolean NOT NULL DEFAULT false;

-- What a change proposes to put in force: one release for one change.
CREATE TABLE release_proposals (
    change_id    uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    comment      varchar(2000) NOT NULL,
    models       text[] NOT NULL,
    -- those of them of which the tenant had no version of its own
    new_variants text[] NOT NULL,
    -- the difference to what was in force, in sentences, as it was proposed
    difference   jsonb NOT NULL,
    rehearsal_id uuid,
    proposed_by  uuid NOT NULL,
    proposed_at  timestamptz NOT NULL,
    -- the engine's deployment; null until it is in force
    release_id   varchar(64),
    activated_by uuid,
    activated_at timestamptz,
    FOREIGN KEY (change_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (proposed_by, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (activated_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_release_proposals_tenant ON release_proposals (tenant_id, proposed_at);
SELECT secure_tenant_table('release_proposals');

-- The files before it and after it, by their SHA-256; the content of those that are proposed.
CREATE TABLE release_proposal_files (
    tenant_id uuid NOT NULL,
    change_id uuid NOT NULL,
    is_after  boolean NOT NULL,
    name      varchar(255) NOT NULL,
    digest    char(64) NOT NULL,
    content   bytea,
    PRIMARY KEY (change_id, is_after, name),
    FOREIGN KEY (change_id) REFERENCES release_proposals (change_id) ON DELETE CASCADE
);
SELECT secure_tenant_table('release_proposal_files');
