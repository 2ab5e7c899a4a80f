-- What the index of searches reads of others.
CREATE OR REPLACE VIEW users_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, username, first_name, last_name, manager_id, email, department, is_active FROM users;
CREATE OR REPLACE VIEW configuration_items_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, owner_user_id, ci_class, description, attributes, status = 'live' AND deleted_at IS NULL AS is_live
      FROM configuration_items;
CREATE VIEW ticket_work_notes_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, ticket_id, note_type, content, is_public, created_by, created_at FROM ticket_work_notes;
CREATE VIEW ticket_attachments_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, ticket_id, file_name, content_type, file_size, storage_path FROM ticket_attachments;

-- Which confidential tickets somebody may read is asked with each search.
CREATE INDEX idx_tickets_confidential ON tickets (tenant_id, kind) WHERE confidentiality = 'confidential' AND deleted_at IS NULL;

-- What people looked for and nobody had written: knowledge owners read it. Of whom it was nothing is kept.
CREATE TABLE search_misses (
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    words     varchar(200) NOT NULL,
    times     integer NOT NULL DEFAULT 1,
    first_at  timestamptz NOT NULL DEFAULT now(),
    last_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, words)
);
SELECT secure_tenant_table('search_misses');

-- Somebody wants all nodes to make their index anew.
CREATE TABLE search_rebuilds (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wanted_at timestamptz NOT NULL DEFAULT now()
);
