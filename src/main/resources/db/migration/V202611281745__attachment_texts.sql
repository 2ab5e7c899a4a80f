-- What attachments say, for searches: read once, aside, and kept for the indexes of all nodes.
CREATE TABLE ticket_attachment_texts (
    attachment_id uuid PRIMARY KEY REFERENCES ticket_attachments (id) ON DELETE CASCADE,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    ticket_id     uuid NOT NULL,
    state         varchar(20) NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'searchable', 'not_searchable')),
    reason        varchar(20) CHECK (reason IN ('format', 'encrypted', 'too_large', 'too_slow', 'broken')),
    content       text NOT NULL DEFAULT '',
    attempts      integer NOT NULL DEFAULT 0,
    tried_at      timestamptz,
    CHECK ((state = 'not_searchable') = (reason IS NOT NULL)),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_ticket_attachment_texts_ticket ON ticket_attachment_texts (ticket_id);
CREATE INDEX idx_ticket_attachment_texts_waiting ON ticket_attachment_texts (tenant_id) WHERE state = 'waiting';
SELECT secure_tenant_table('ticket_attachment_texts');
CREATE VIEW ticket_attachment_texts_view WITH (security_invoker = true) AS
    SELECT x.attachment_id, x.tenant_id, x.ticket_id, f.file_name, x.content
      FROM ticket_attachment_texts x JOIN ticket_attachments f ON f.id = x.attachment_id WHERE x.state = 'searchable';

-- What is there already.
INSERT INTO ticket_attachment_texts (attachment_id, tenant_id, ticket_id) SELECT id, tenant_id, ticket_id FROM ticket_attachments;

CREATE FUNCTION wait_for_attachment_text() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = public, pg_catalog
AS $$
BEGIN
    INSERT INTO ticket_attachment_texts (attachment_id, tenant_id, ticket_id) VALUES (NEW.id, NEW.tenant_id, NEW.ticket_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER wait_for_attachment_text AFTER INSERT ON ticket_attachments
    FOR EACH ROW EXECUTE FUNCTION wait_for_attachment_text();
CREATE TRIGGER note_content_change AFTER UPDATE ON ticket_attachment_texts
    FOR EACH ROW WHEN (NEW.state = 'searchable') EXECUTE FUNCTION note_step_of_ticket();
