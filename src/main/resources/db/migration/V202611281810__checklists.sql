-- What is to be ticked off on a ticket.
CREATE TABLE ticket_checklist_items (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    ticket_id  uuid NOT NULL,
    place      integer NOT NULL,
    text       varchar(500) NOT NULL,
    done_by    uuid REFERENCES users (id),
    done_at    timestamptz,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (done_by IS NULL OR done_at IS NOT NULL),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_ticket_checklist_items_ticket ON ticket_checklist_items (ticket_id, place);
SELECT secure_tenant_table('ticket_checklist_items');
