-- What figures read of time worked.
CREATE VIEW ticket_time_entries_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, ticket_id, minutes, hourly_rate FROM ticket_time_entries;

ALTER TABLE ticket_facts ADD COLUMN cost bigint;
