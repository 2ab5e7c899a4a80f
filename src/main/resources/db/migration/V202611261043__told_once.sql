-- What was told about a ticket and is told once only, such as the warning that the point of no return is near.
CREATE TABLE ticket_told_once (
    tenant_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    what      varchar(200) NOT NULL,
    told_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ticket_id, what),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
SELECT secure_tenant_table('ticket_told_once');
