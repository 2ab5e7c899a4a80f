-- Who looks at a ticket, or writes in it, for the minute after he said so.
CREATE TABLE live_presence (
    tenant_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    mode      varchar(10) NOT NULL CHECK (mode IN ('viewing', 'writing')),
    since     timestamptz NOT NULL,
    until     timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, user_id),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_live_presence_until ON live_presence (until);
SELECT secure_tenant_table('live_presence');
