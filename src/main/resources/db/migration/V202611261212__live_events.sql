-- What happened, for whoever is connected: read by every node, and again by who was away for a while.
CREATE TABLE live_events (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    -- by which it is read: numbers out of a sequence do not come in the order of the commits
    xact       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    tenant_id  uuid NOT NULL,
    type       varchar(40) NOT NULL,
    -- no foreign keys: whoever hears of it looks the ticket up
    ticket_id  uuid,
    audience   uuid[],
    actor_id   uuid,
    at         timestamptz NOT NULL,
    content    jsonb NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (xact, id)
);
CREATE INDEX idx_live_events_age ON live_events USING brin (written_at);
SELECT secure_tenant_table('live_events');
