-- What programs ask people and configuration items for is compared by the database.
CREATE OR REPLACE VIEW users_view WITH (security_invoker = true) AS
    SELECT u.id, u.tenant_id, u.username, u.first_name, u.last_name, u.manager_id, u.email,
           (SELECT d.name FROM organization_units d WHERE d.id = u.department_id) AS department, u.is_active,
           u.created_at, u.updated_at
      FROM users u;
CREATE OR REPLACE VIEW configuration_items_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, owner_user_id, ci_class, description, attributes,
           status = 'live' AND deleted_at IS NULL AS is_live, tier, owner_team_id, status,
           deleted_at IS NOT NULL AS is_deleted, created_at, updated_at
      FROM configuration_items;
