-- For how many days after their end the tickets of a kind are kept; a kind without a row for ever.
CREATE TABLE retention_rules (
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    kind      varchar(20) NOT NULL,
    days      integer NOT NULL CHECK (days BETWEEN 90 AND 36500),
    PRIMARY KEY (tenant_id, kind)
);
SELECT secure_tenant_table('retention_rules');

-- Tickets that are kept whatever their kind's rule says, such as evidence of a dispute.
CREATE TABLE legal_holds (
    ticket_id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    reason    varchar(500) NOT NULL,
    held_by   uuid NOT NULL,
    held_at   timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_legal_holds_tenant ON legal_holds (tenant_id, held_at);
SELECT secure_tenant_table('legal_holds');

-- The facts of a ticket that is gone: figures go on counting it.
ALTER TABLE ticket_facts ADD COLUMN stays boolean NOT NULL DEFAULT false;
