-- What a module lets others read. SQL names the tables of its own module and these views, and nothing else, so that a module
-- may change its tables and keep its word. Deleted tickets, and the links to them, are in none of them.
-- security_invoker: the rows are still those that the tenant of the reader may see.

CREATE VIEW tenants_view WITH (security_invoker = true) AS
    SELECT id, slug FROM tenants;

CREATE VIEW users_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, username, first_name, last_name FROM users;

CREATE VIEW teams_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, description FROM teams;

CREATE VIEW categories_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, description, parent_id FROM categories;

CREATE VIEW configuration_items_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name FROM configuration_items;

CREATE VIEW tickets_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank, confidentiality,
           category_id, reporter_id, assignee_id, team_id, ci_ids, resolved_at, closed_at, version, created_at, updated_at
      FROM tickets WHERE deleted_at IS NULL;

CREATE VIEW ticket_links_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, source_id, target_id, link_type, created_at FROM ticket_links;
