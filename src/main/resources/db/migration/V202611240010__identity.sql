-- Who people are. A foreign key that names the tenant too makes it impossible to join what belongs to two tenants.

CREATE TABLE tenants (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug       varchar(32) NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]+$'),
    name       varchar(200) NOT NULL,
    is_active  boolean NOT NULL DEFAULT true,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- A tenant sees itself, the platform sees all: the same rule as secure_tenant_table's, over the table's own key.
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tenants
    USING (id::text = current_setting('nagare.tenant', true) OR current_setting('nagare.tenant', true) = 'platform');

CREATE TABLE users (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id       uuid REFERENCES tenants (id),
    username        varchar(100) NOT NULL,
    email           varchar(255) NOT NULL,
    first_name      varchar(100) NOT NULL,
    last_name       varchar(100) NOT NULL,
    phone           varchar(20),
    role            varchar(50) NOT NULL DEFAULT 'user',
    department      varchar(100),
    is_active       boolean NOT NULL DEFAULT true,
    vip             boolean NOT NULL DEFAULT false,
    locale          varchar(10) NOT NULL DEFAULT 'ja',
    hashed_password varchar(255) NOT NULL,
    version         integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    CONSTRAINT users_platform_has_no_tenant CHECK ((role = 'platform') = (tenant_id IS NULL))
);
-- Unique over all tenants: people sign in without naming their tenant, and the name is the engine's user id.
CREATE UNIQUE INDEX users_username_key ON users (lower(username));
CREATE UNIQUE INDEX users_email_key ON users (lower(email));
CREATE INDEX users_by_name ON users (tenant_id, last_name, first_name);
SELECT secure_tenant_table('users');

CREATE TABLE teams (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    name        varchar(100) NOT NULL,
    description text,
    manager_id  uuid,
    is_active   boolean NOT NULL DEFAULT true,
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    FOREIGN KEY (manager_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE UNIQUE INDEX teams_name_key ON teams (tenant_id, lower(name));
CREATE INDEX teams_manager ON teams (manager_id);
SELECT secure_tenant_table('teams');

CREATE TABLE team_members (
    id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    team_id   uuid NOT NULL,
    user_id   uuid NOT NULL,
    CONSTRAINT team_members_key UNIQUE (team_id, user_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX team_members_by_user ON team_members (user_id);
SELECT secure_tenant_table('team_members');

CREATE TABLE categories (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    name        varchar(100) NOT NULL,
    description text,
    parent_id   uuid,
    is_active   boolean NOT NULL DEFAULT true,
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    FOREIGN KEY (parent_id, tenant_id) REFERENCES categories (id, tenant_id)
);
CREATE UNIQUE INDEX categories_name_key ON categories (tenant_id, parent_id, lower(name)) NULLS NOT DISTINCT;
CREATE INDEX categories_parent ON categories (parent_id);
SELECT secure_tenant_table('categories');

-- One sign-in: what the access tokens, refresh tokens and the browser session that came out of it have in common.
CREATE TABLE sign_ins (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id  uuid,
    user_id    uuid NOT NULL REFERENCES users (id),
    opened_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX sign_ins_by_user ON sign_ins (user_id);
SELECT secure_tenant_table('sign_ins');

-- Only hashes: who reads the table can't sign in with it.
CREATE TABLE refresh_tokens (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id  uuid,
    sign_in_id uuid NOT NULL REFERENCES sign_ins (id) ON DELETE CASCADE,
    token_hash varchar(64) NOT NULL UNIQUE,
    used_at    timestamptz
);
CREATE INDEX refresh_tokens_by_sign_in ON refresh_tokens (sign_in_id);
SELECT secure_tenant_table('refresh_tokens');

-- Hashes of the tokens that let somebody become the first platform administrator.
CREATE TABLE first_administrator_tokens (
    token_hash varchar(64) PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
ALTER TABLE first_administrator_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE first_administrator_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_only ON first_administrator_tokens
    USING (current_setting('nagare.tenant', true) = 'platform');
