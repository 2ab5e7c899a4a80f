-- Sites and departments: two trees of a tenant, named by people, items and tickets.
CREATE TABLE organization_units (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    kind        varchar(20) NOT NULL CHECK (kind IN ('site', 'department')),
    name        varchar(100) NOT NULL,
    description text,
    parent_id   uuid,
    is_active   boolean NOT NULL DEFAULT true,
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    FOREIGN KEY (parent_id, tenant_id) REFERENCES organization_units (id, tenant_id)
);
-- rules match a name, so that it means one unit, wherever in the tree it is
CREATE UNIQUE INDEX organization_units_name_key ON organization_units (tenant_id, kind, lower(name));
CREATE INDEX organization_units_parent ON organization_units (parent_id);
SELECT secure_tenant_table('organization_units');

CREATE VIEW organization_units_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, kind, name, description, parent_id FROM organization_units;

ALTER TABLE users
    ADD COLUMN site_id uuid,
    ADD COLUMN department_id uuid,
    ADD FOREIGN KEY (site_id, tenant_id) REFERENCES organization_units (id, tenant_id),
    ADD FOREIGN KEY (department_id, tenant_id) REFERENCES organization_units (id, tenant_id);
INSERT INTO organization_units (tenant_id, kind, name)
SELECT tenant_id, 'department', min(btrim(department)) FROM users
 WHERE tenant_id IS NOT NULL AND btrim(department) <> '' GROUP BY tenant_id, lower(btrim(department));
UPDATE users u SET department_id = d.id FROM organization_units d
 WHERE d.tenant_id = u.tenant_id AND d.kind = 'department' AND lower(d.name) = lower(btrim(u.department));
CREATE OR REPLACE VIEW users_view WITH (security_invoker = true) AS
    SELECT u.id, u.tenant_id, u.username, u.first_name, u.last_name, u.manager_id, u.email,
           (SELECT d.name FROM organization_units d WHERE d.id = u.department_id) AS department, u.is_active
      FROM users u;
ALTER TABLE users DROP COLUMN department;

ALTER TABLE configuration_items
    ADD COLUMN site_id uuid,
    ADD COLUMN department_id uuid,
    ADD FOREIGN KEY (site_id, tenant_id) REFERENCES organization_units (id, tenant_id),
    ADD FOREIGN KEY (department_id, tenant_id) REFERENCES organization_units (id, tenant_id);

ALTER TABLE tickets
    ADD COLUMN site_id uuid,
    ADD COLUMN department_id uuid,
    ADD FOREIGN KEY (site_id, tenant_id) REFERENCES organization_units (id, tenant_id),
    ADD FOREIGN KEY (department_id, tenant_id) REFERENCES organization_units (id, tenant_id);
CREATE INDEX idx_tickets_site ON tickets (tenant_id, site_id, kind, created_at DESC) WHERE site_id IS NOT NULL;
CREATE INDEX idx_tickets_department ON tickets (tenant_id, department_id, kind, created_at DESC) WHERE department_id IS NOT NULL;
CREATE OR REPLACE VIEW tickets_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank, confidentiality,
           category_id, reporter_id, assignee_id, team_id, ci_ids, resolved_at, closed_at, version, created_at, updated_at,
           responded_at, response_due_at, resolution_due_at, tags, site_id, department_id
      FROM tickets WHERE deleted_at IS NULL;

ALTER TABLE ticket_facts
    ADD COLUMN site_id uuid,
    ADD COLUMN department_id uuid;
