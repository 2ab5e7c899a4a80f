-- Searches read what the supplier's number is, what a change does step by step, and why a problem is there.
CREATE OR REPLACE VIEW incidents_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, resolution, resolution_code, reassignment_count, reopen_count, major_state, vendor_reference FROM incidents;
CREATE VIEW change_tasks_view WITH (security_invoker = true) AS
    SELECT tenant_id, change_id, position, title FROM change_tasks;
CREATE VIEW problem_causes_view WITH (security_invoker = true) AS
    SELECT tenant_id, problem_id, statement, created_at FROM problem_causes;
