-- Who wants to hear of a ticket although nothing on it makes them.
CREATE TABLE ticket_followers (
    tenant_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    since     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ticket_id, user_id),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_ticket_followers_user ON ticket_followers (user_id, ticket_id);
SELECT secure_tenant_table('ticket_followers');
