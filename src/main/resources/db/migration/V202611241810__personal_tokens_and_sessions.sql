-- Secrets for programs that act for a person. Only hashes: who reads the table can't sign in with it.
CREATE TABLE personal_tokens (
    id           uuid PRIMARY KEY,
    tenant_id    uuid,
    user_id      uuid NOT NULL REFERENCES users (id),
    name         varchar(100) NOT NULL,
    token_hash   varchar(64) NOT NULL UNIQUE,
    read_only    boolean NOT NULL,
    -- separated by spaces; null: all that the role gives
    permissions  varchar(2000),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX personal_tokens_by_user ON personal_tokens (user_id);
SELECT secure_tenant_table('personal_tokens');

-- What somebody needs to recognise his own sign-ins.
ALTER TABLE sign_ins
    ADD COLUMN kind         varchar(10) NOT NULL DEFAULT 'program' CHECK (kind IN ('browser', 'program')),
    ADD COLUMN address      varchar(45),
    ADD COLUMN user_agent   varchar(200),
    ADD COLUMN last_seen_at timestamptz;
