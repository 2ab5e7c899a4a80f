-- Two roles: the owner runs these migrations, nagare_app is what the application connects as.
-- Both exist before the first migration (the embedded server or the administrator makes them).

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO nagare_app;

-- For every table and sequence the owner creates from here on. A table that the application may only append to
-- takes UPDATE and DELETE back in its own migration.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO nagare_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO nagare_app;

-- Closes a table to everyone but the tenant that a row belongs to. The setting nagare.tenant is a tenant's id, or
-- 'platform' for work across all tenants, or empty or missing: then there are no rows. It is read once per statement,
-- not per row, thanks to the sub-select.
CREATE FUNCTION secure_tenant_table(target regclass) RETURNS void
	LANGUAGE plpgsql
	SET search_path = pg_catalog
AS $$
DECLARE
	visible constant text := 'tenant_id::text = (SELECT current_setting(''nagare.tenant'', true))'
		|| ' OR (SELECT current_setting(''nagare.tenant'', true)) = ''platform''';
BEGIN
	EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
	EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
	EXECUTE format('CREATE POLICY tenant_isolation ON %s USING (%s) WITH CHECK (%s)', target, visible, visible);
END
$$;

REVOKE EXECUTE ON FUNCTION secure_tenant_table(regclass) FROM PUBLIC;
