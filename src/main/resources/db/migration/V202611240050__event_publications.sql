-- Events whose listeners work after the commit: what is not completed is delivered again. No tenant's data can be read
-- from here without the listener; the event itself carries its tenant.
CREATE TABLE event_publication (
    id               uuid PRIMARY KEY,
    listener_id      text NOT NULL,
    event_type       text NOT NULL,
    serialized_event text NOT NULL,
    publication_date timestamptz NOT NULL,
    completion_date  timestamptz
);
CREATE INDEX event_publication_open ON event_publication (publication_date) WHERE completion_date IS NULL;
CREATE INDEX event_publication_by_event ON event_publication (listener_id, md5(serialized_event));
