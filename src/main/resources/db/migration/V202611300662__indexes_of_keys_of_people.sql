-- Not unique: the indexes on lower(…) refuse a second one.
DROP INDEX CONCURRENTLY IF EXISTS idx_users_username_key;
CREATE INDEX CONCURRENTLY idx_users_username_key ON users (username_key);
DROP INDEX CONCURRENTLY IF EXISTS idx_users_email_key;
CREATE INDEX CONCURRENTLY idx_users_email_key ON users (email_key);
