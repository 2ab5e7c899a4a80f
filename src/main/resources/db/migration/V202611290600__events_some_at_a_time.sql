-- Events that a listener did not complete are delivered again some at a time, those first that were tried longest ago.
ALTER TABLE event_publication ADD COLUMN tried_at timestamptz;
DROP INDEX event_publication_open;
CREATE INDEX event_publication_open ON event_publication (coalesce(tried_at, publication_date)) WHERE completion_date IS NULL;
