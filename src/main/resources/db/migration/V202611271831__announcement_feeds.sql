-- Addresses under which feed readers read the announcements without signing in. The address holds a secret, of which only
-- the hash is kept.
CREATE TABLE announcement_feeds (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    user_id    uuid NOT NULL,
    name       varchar(200) NOT NULL,
    token_hash varchar(64) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT announcement_feeds_token_key UNIQUE (token_hash),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_announcement_feeds_user ON announcement_feeds (tenant_id, user_id);
SELECT secure_tenant_table('announcement_feeds');
