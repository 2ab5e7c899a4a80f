-- Programs that a tenant's administrator lets in: on behalf of people, or as a user of the role integrator.
CREATE TABLE oauth_clients (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    name          varchar(100) NOT NULL,
    redirect_uris text[] NOT NULL,
    acts_as_id    uuid,
    -- null: a client that cannot keep a secret
    secret_hash   varchar(64),
    is_active     boolean NOT NULL DEFAULT true,
    version       integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    FOREIGN KEY (acts_as_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX oauth_clients_by_name ON oauth_clients (tenant_id, lower(name));
SELECT secure_tenant_table('oauth_clients');

-- Null: somebody's own sign-in, with his password.
ALTER TABLE sign_ins ADD COLUMN client_id uuid REFERENCES oauth_clients (id);
CREATE INDEX sign_ins_by_client ON sign_ins (client_id) WHERE client_id IS NOT NULL;

-- Codes wait here to be traded, once, for tokens. They go with the session in which they were asked for.
CREATE TABLE authorization_codes (
    -- also the key of the sign-in that the code opens
    id             uuid PRIMARY KEY,
    tenant_id      uuid NOT NULL,
    client_id      uuid NOT NULL,
    user_id        uuid NOT NULL,
    session_id     uuid NOT NULL REFERENCES sign_ins (id) ON DELETE CASCADE,
    code_hash      varchar(64) NOT NULL UNIQUE,
    redirect_uri   text,
    code_challenge text NOT NULL,
    expires_at     timestamptz NOT NULL,
    used_at        timestamptz,
    FOREIGN KEY (client_id, tenant_id) REFERENCES oauth_clients (id, tenant_id),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX authorization_codes_by_session ON authorization_codes (session_id);
SELECT secure_tenant_table('authorization_codes');
