-- Keys on people's devices (WebAuthn), which open the door without a password. What is kept is public.
CREATE TABLE passkeys (
    id                 uuid PRIMARY KEY,
    tenant_id          uuid,
    user_id            uuid NOT NULL REFERENCES users (id),
    name               varchar(100) NOT NULL,
    credential_id      bytea NOT NULL,
    public_key         bytea NOT NULL,
    attestation_object bytea NOT NULL,
    -- counts up at each use, where the device counts: a copy is known by it
    signature_count    bigint NOT NULL,
    transports         varchar(100) NOT NULL,
    backup_eligible    boolean NOT NULL,
    backup_state       boolean NOT NULL,
    created_at         timestamptz NOT NULL,
    last_used_at       timestamptz NOT NULL,
    CONSTRAINT passkeys_key UNIQUE (credential_id)
);
CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at DESC);
CREATE INDEX passkeys_by_tenant ON passkeys (tenant_id);
SELECT secure_tenant_table('passkeys');
