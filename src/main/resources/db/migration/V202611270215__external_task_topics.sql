-- The topics of external tasks that a client serves by itself.
ALTER TABLE oauth_clients ADD COLUMN topics text[] NOT NULL DEFAULT '{}';
