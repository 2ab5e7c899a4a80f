-- The keys that sign access tokens, of all tenants alike. What lies here is encrypted with a key that does not.
CREATE TABLE signing_keys (
    -- the thumbprint of the public half, which tokens name as their kid
    id         varchar(64) PRIMARY KEY,
    secret     text NOT NULL,
    signs_from timestamptz NOT NULL
);
ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_only ON signing_keys
    USING (current_setting('nagare.tenant', true) = 'platform');
