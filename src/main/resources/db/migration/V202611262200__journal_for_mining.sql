-- Process mining tells the processes of a ticket apart.
CREATE OR REPLACE VIEW ticket_histories_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, ticket_id, field_name, old_value, new_value, changed_by, changed_at, process_key, process_version,
           element_name, element_type, process_id
      FROM ticket_histories;
