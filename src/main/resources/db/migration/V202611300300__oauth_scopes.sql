-- What a client's tokens are limited to; null for all that whom it acts for may do, as for every client until now.
ALTER TABLE oauth_clients ADD COLUMN scopes text[];

-- All the permissions there are do not fit into Spring Authorization Server's own lengths.
ALTER TABLE oauth2_authorization ALTER COLUMN authorized_scopes TYPE text;
ALTER TABLE oauth2_authorization ALTER COLUMN access_token_scopes TYPE text;
