-- A clock runs while a supplier has the ticket: what the underpinning contract says.
ALTER TABLE sla_ledger DROP CONSTRAINT sla_ledger_clock_check;
ALTER TABLE sla_ledger ADD CONSTRAINT sla_ledger_clock_check CHECK (clock IN ('response', 'resolution', 'ola', 'uc'));

-- Whom an incident is held for, and under which number it has it.
ALTER TABLE incidents ADD COLUMN supplier_id uuid;
ALTER TABLE incidents ADD COLUMN vendor_reference varchar(100);
ALTER TABLE incidents ADD FOREIGN KEY (supplier_id, tenant_id) REFERENCES suppliers (id, tenant_id);

-- How long suppliers had tickets.
CREATE TABLE supplier_holds (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    supplier_id uuid NOT NULL,
    ticket_id   uuid NOT NULL,
    began_at    timestamptz NOT NULL,
    -- null: it still waits
    ended_at    timestamptz,
    CHECK (ended_at >= began_at),
    FOREIGN KEY (supplier_id, tenant_id) REFERENCES suppliers (id, tenant_id),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_supplier_holds_supplier ON supplier_holds (tenant_id, supplier_id, began_at);
CREATE UNIQUE INDEX idx_supplier_holds_open ON supplier_holds (ticket_id) WHERE ended_at IS NULL;
SELECT secure_tenant_table('supplier_holds');

-- What others may read of suppliers.
CREATE VIEW suppliers_view WITH (security_invoker = true) AS SELECT id, tenant_id, name FROM suppliers;
