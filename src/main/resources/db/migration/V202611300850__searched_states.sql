-- Searches narrow tickets by how they stand towards their service levels and how they came in, as lists do.
CREATE OR REPLACE VIEW tickets_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank, confidentiality,
           category_id, reporter_id, assignee_id, team_id, ci_ids, resolved_at, closed_at, version, created_at, updated_at,
           responded_at, response_due_at, resolution_due_at, tags, site_id, department_id, kept, sla_state, source
      FROM tickets WHERE deleted_at IS NULL;
