-- Words of open tickets that their table has no longer, and what takes their place; taken back ticket by ticket.
CREATE TABLE ticket_word_changes (
    id         uuid        NOT NULL PRIMARY KEY,
    tenant_id  uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    successors jsonb       NOT NULL,
    agrees     boolean     NOT NULL,
    taken_back boolean     NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_ticket_word_changes_tenant ON ticket_word_changes (tenant_id, created_at DESC);

CREATE TABLE ticket_word_change_tickets (
    change_id   uuid        NOT NULL REFERENCES ticket_word_changes (id) ON DELETE CASCADE,
    tenant_id   uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    ticket_id   uuid        NOT NULL,
    state       varchar(16) NOT NULL,
    words       jsonb,
    rank        smallint,
    next_words  jsonb,
    clocks      uuid[],
    PRIMARY KEY (change_id, ticket_id),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id) ON DELETE CASCADE
);

CREATE INDEX idx_ticket_word_change_tickets_state ON ticket_word_change_tickets (change_id, state, ticket_id);
CREATE INDEX idx_ticket_word_change_tickets_ticket ON ticket_word_change_tickets (ticket_id);

SELECT secure_tenant_table('ticket_word_changes');
SELECT secure_tenant_table('ticket_word_change_tickets');
