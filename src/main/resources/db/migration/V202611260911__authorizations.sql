-- What clients were given, as Spring Authorization Server's own script has it; each token lies here as its hash. The key of
-- a row is that of the sign-in that its tokens belong to.
DROP TABLE authorization_codes;
DROP TABLE refresh_tokens;

CREATE TABLE oauth2_authorization (
    id                            varchar(100) PRIMARY KEY,
    registered_client_id          varchar(100) NOT NULL,
    principal_name                varchar(200) NOT NULL,
    authorization_grant_type      varchar(100) NOT NULL,
    authorized_scopes             varchar(1000),
    attributes                    text,
    state                         varchar(500),
    authorization_code_value      text,
    authorization_code_issued_at  timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata   text,
    access_token_value            text,
    access_token_issued_at        timestamptz,
    access_token_expires_at       timestamptz,
    access_token_metadata         text,
    access_token_type             varchar(100),
    access_token_scopes           varchar(1000),
    oidc_id_token_value           text,
    oidc_id_token_issued_at       timestamptz,
    oidc_id_token_expires_at      timestamptz,
    oidc_id_token_metadata        text,
    refresh_token_value           text,
    refresh_token_issued_at       timestamptz,
    refresh_token_expires_at      timestamptz,
    refresh_token_metadata        text,
    user_code_value               text,
    user_code_issued_at           timestamptz,
    user_code_expires_at          timestamptz,
    user_code_metadata            text,
    device_code_value             text,
    device_code_issued_at         timestamptz,
    device_code_expires_at        timestamptz,
    device_code_metadata          text
);
CREATE UNIQUE INDEX oauth2_authorization_code ON oauth2_authorization (authorization_code_value);
CREATE UNIQUE INDEX oauth2_authorization_access_token ON oauth2_authorization (access_token_value);
CREATE UNIQUE INDEX oauth2_authorization_refresh_token ON oauth2_authorization (refresh_token_value);
CREATE INDEX oauth2_authorization_expiry ON oauth2_authorization
    (greatest(authorization_code_expires_at, access_token_expires_at, refresh_token_expires_at));

-- Codes and refresh tokens that were used: one that comes again is in two hands.
CREATE TABLE spent_tokens (
    token_value      text PRIMARY KEY,
    authorization_id varchar(100) NOT NULL REFERENCES oauth2_authorization (id) ON DELETE CASCADE
);
CREATE INDEX spent_tokens_by_authorization ON spent_tokens (authorization_id);

-- Tokens are found before anybody knows a tenant.
ALTER TABLE oauth2_authorization ENABLE ROW LEVEL SECURITY;
ALTER TABLE oauth2_authorization FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_only ON oauth2_authorization
    USING ((SELECT current_setting('nagare.tenant', true)) = 'platform');
ALTER TABLE spent_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE spent_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_only ON spent_tokens
    USING ((SELECT current_setting('nagare.tenant', true)) = 'platform');
