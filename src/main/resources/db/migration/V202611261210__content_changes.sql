-- Which tickets, people and items changed, in the order of the transactions: figures and the search index follow it. The database
-- writes it, so that no way of changing a row passes it by.
CREATE TABLE content_changes (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    xact       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    tenant_id  uuid NOT NULL,
    subject    varchar(10) NOT NULL CHECK (subject IN ('ticket', 'person', 'item')),
    subject_id uuid NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (xact, id)
);
CREATE INDEX idx_content_changes_age ON content_changes USING brin (written_at);
SELECT secure_tenant_table('content_changes');

CREATE FUNCTION note_content_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = public, pg_catalog
AS $$
BEGIN
    IF NEW.tenant_id IS NOT NULL THEN
        INSERT INTO content_changes (tenant_id, subject, subject_id) VALUES (NEW.tenant_id, TG_ARGV[0], NEW.id);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_step_of_ticket() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = public, pg_catalog
AS $$
BEGIN
    INSERT INTO content_changes (tenant_id, subject, subject_id) VALUES (NEW.tenant_id, 'ticket', NEW.ticket_id);
    RETURN NULL;
END
$$;

-- A ticket's row changes with all that a reader sees of it; its steps alone do not touch it.
CREATE TRIGGER note_content_change AFTER INSERT OR UPDATE ON tickets
    FOR EACH ROW EXECUTE FUNCTION note_content_change('ticket');
CREATE TRIGGER note_content_change AFTER INSERT ON ticket_histories
    FOR EACH ROW WHEN (NEW.field_name = 'step') EXECUTE FUNCTION note_step_of_ticket();
CREATE TRIGGER note_content_change AFTER INSERT OR UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION note_content_change('person');
CREATE TRIGGER note_content_change AFTER INSERT OR UPDATE ON configuration_items
    FOR EACH ROW EXECUTE FUNCTION note_content_change('item');

-- What is there already.
INSERT INTO content_changes (tenant_id, subject, subject_id) SELECT tenant_id, 'ticket', id FROM tickets;
