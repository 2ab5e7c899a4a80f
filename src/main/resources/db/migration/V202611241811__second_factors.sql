-- The second factor of a person: a secret that his authenticator app shares, sealed with a key outside the database.
CREATE TABLE second_factors (
    user_id       uuid PRIMARY KEY REFERENCES users (id),
    tenant_id     uuid,
    sealed_secret varchar(200) NOT NULL,
    -- null: begun, not yet shown to work
    confirmed_at  timestamptz,
    -- the time step of the last code that was taken: neither it nor an earlier one is taken again
    last_step     bigint NOT NULL DEFAULT 0,
    version       integer NOT NULL DEFAULT 0
);
CREATE INDEX second_factors_by_tenant ON second_factors (tenant_id);
SELECT secure_tenant_table('second_factors');

-- For who has lost his app: each is taken once.
CREATE TABLE recovery_codes (
    id        uuid PRIMARY KEY,
    tenant_id uuid,
    user_id   uuid NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
    code_hash varchar(64) NOT NULL,
    used_at   timestamptz,
    CONSTRAINT recovery_codes_key UNIQUE (user_id, code_hash)
);
SELECT secure_tenant_table('recovery_codes');

-- The roles whose people need a second factor; those without a tenant hold for platform administrators.
CREATE TABLE second_factor_roles (
    id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid REFERENCES tenants (id),
    role      varchar(50) NOT NULL,
    CONSTRAINT second_factor_roles_key UNIQUE NULLS NOT DISTINCT (tenant_id, role)
);
SELECT secure_tenant_table('second_factor_roles');
