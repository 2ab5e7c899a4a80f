-- Whoever takes over a ticket's category must know whether it is still in use.
CREATE OR REPLACE VIEW categories_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, description, parent_id, is_active FROM categories;
