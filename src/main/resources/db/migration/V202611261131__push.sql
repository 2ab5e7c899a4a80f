-- The key pair by which push services know this installation. The private half is encrypted with a key that is not here.
CREATE TABLE push_keys (
    one        boolean PRIMARY KEY DEFAULT TRUE CHECK (one),
    public_key varchar(100) NOT NULL,
    secret     text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE push_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE push_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_only ON push_keys
    USING (current_setting('nagare.tenant', true) = 'platform');

-- Browsers that are told what happens while nobody looks at the portal. An address is one browser's, whoever uses it.
CREATE TABLE push_subscriptions (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    user_id    uuid NOT NULL,
    endpoint   varchar(1000) NOT NULL UNIQUE,
    public_key varchar(100) NOT NULL,
    auth       varchar(40) NOT NULL,
    browser    varchar(300),
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_push_subscriptions_user ON push_subscriptions (user_id);
SELECT secure_tenant_table('push_subscriptions');
