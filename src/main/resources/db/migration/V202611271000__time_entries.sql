-- Time that people worked on tickets. An entry keeps what an hour of the ticket's team cost when it was written, in whole
-- units of the tenant's currency: another rate later changes no cost that is known already.
ALTER TABLE teams ADD COLUMN hourly_rate integer CHECK (hourly_rate BETWEEN 0 AND 10000000);

CREATE TABLE ticket_time_entries (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    ticket_id   uuid NOT NULL,
    user_id     uuid NOT NULL,
    minutes     integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    worked_on   date NOT NULL,
    note        varchar(500),
    hourly_rate integer CHECK (hourly_rate BETWEEN 0 AND 10000000),
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_ticket_time_entries_ticket ON ticket_time_entries (ticket_id, worked_on);
CREATE INDEX idx_ticket_time_entries_user ON ticket_time_entries (user_id, worked_on);
SELECT secure_tenant_table('ticket_time_entries');
