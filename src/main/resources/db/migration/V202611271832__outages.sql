-- When services were not available, as those say who work on a ticket.
CREATE TABLE outages (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    ticket_id  uuid NOT NULL,
    ci_id      uuid NOT NULL,
    began_at   timestamptz NOT NULL,
    ended_at   timestamptz,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (ended_at >= began_at),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (ci_id, tenant_id) REFERENCES configuration_items (id, tenant_id)
);
CREATE INDEX idx_outages_ticket ON outages (ticket_id, began_at);
CREATE INDEX idx_outages_lasting ON outages (tenant_id, began_at, ended_at);
SELECT secure_tenant_table('outages');
