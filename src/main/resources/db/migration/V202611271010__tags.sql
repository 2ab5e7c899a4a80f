-- Words that people find tickets by, and the time that they expect a ticket to take.
ALTER TABLE tickets
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 20),
    ADD COLUMN estimated_minutes integer CHECK (estimated_minutes BETWEEN 1 AND 525600);

-- One row a tag, in one case of letters, by which lists find tickets. An index on the array itself would lie idle: row-level
-- security lets no operator look at rows before it that might tell of them, and only plain equality is known not to.
CREATE TABLE ticket_tags (
    tenant_id uuid NOT NULL,
    tag       text NOT NULL,
    ticket_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, tag, ticket_id),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_ticket_tags_ticket ON ticket_tags (ticket_id);
SELECT secure_tenant_table('ticket_tags');

CREATE FUNCTION follow_tags() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM ticket_tags WHERE ticket_id = NEW.id;
    INSERT INTO ticket_tags (tenant_id, tag, ticket_id)
    SELECT DISTINCT NEW.tenant_id, lower(tag), NEW.id FROM unnest(NEW.tags) AS tag;
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_new_tags AFTER INSERT ON tickets
    FOR EACH ROW WHEN (NEW.tags <> '{}') EXECUTE FUNCTION follow_tags();
CREATE TRIGGER follow_other_tags AFTER UPDATE OF tags ON tickets
    FOR EACH ROW WHEN (NEW.tags <> OLD.tags) EXECUTE FUNCTION follow_tags();

-- search finds tickets by their tags, too
CREATE OR REPLACE VIEW tickets_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, kind, number, title, description, status, phase, priority, priority_rank, confidentiality,
           category_id, reporter_id, assignee_id, team_id, ci_ids, resolved_at, closed_at, version, created_at, updated_at,
           responded_at, response_due_at, resolution_due_at, tags
      FROM tickets WHERE deleted_at IS NULL;
