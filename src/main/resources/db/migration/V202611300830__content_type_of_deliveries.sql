-- What the body of a delivery is stays with it: the webhook may want another format by
-- the time it is sent. Nothing where a node that knows no such column wrote it.
ALTER TABLE webhook_deliveries ADD COLUMN content_type varchar(100);
