-- What somebody began to ask for and has not sent yet.
CREATE TABLE request_drafts (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    -- what the request would say, as far as it is filled in
    fields     jsonb NOT NULL,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_request_drafts_owner ON request_drafts (tenant_id, owner_id, updated_at);
SELECT secure_tenant_table('request_drafts');
