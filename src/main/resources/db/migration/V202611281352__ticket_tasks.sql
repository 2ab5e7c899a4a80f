-- Parts of tickets that other teams do; each is a ticket itself.
CREATE SEQUENCE task_number_seq;
CREATE TABLE ticket_tasks (
    id        uuid PRIMARY KEY,
    -- the bound tenant: Hibernate writes it to tickets only
    tenant_id uuid NOT NULL DEFAULT current_setting('nagare.tenant')::uuid,
    parent_id uuid NOT NULL,
    CHECK (parent_id <> id),
    FOREIGN KEY (id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (parent_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_ticket_tasks_parent ON ticket_tasks (parent_id);
SELECT secure_tenant_table('ticket_tasks');
