-- What sounds secret is kept off the audit log; where a secret is fetched and until when one works belong on it.
ALTER TABLE mailboxes RENAME COLUMN oauth_token_url TO oauth_endpoint;
ALTER TABLE webhooks RENAME COLUMN former_secret_until TO rotation_ends_at;
