-- What figures read of articles: what their readers said, without who, and whether they came from a ticket.
CREATE VIEW article_answers_view WITH (security_invoker = true) AS
    SELECT article_id, tenant_id, version, helped, spared, answered_at FROM article_answers;

ALTER TABLE ticket_facts
    ADD COLUMN published boolean NOT NULL DEFAULT false,
    ADD COLUMN in_force boolean NOT NULL DEFAULT false,
    ADD COLUMN from_ticket boolean NOT NULL DEFAULT false,
    ADD COLUMN helped integer NOT NULL DEFAULT 0,
    ADD COLUMN not_helped integer NOT NULL DEFAULT 0,
    ADD COLUMN spared integer NOT NULL DEFAULT 0;

CREATE FUNCTION note_answer_of_article() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = public, pg_catalog
AS $$
BEGIN
    INSERT INTO content_changes (tenant_id, subject, subject_id)
    VALUES (coalesce(NEW.tenant_id, OLD.tenant_id), 'ticket', coalesce(NEW.article_id, OLD.article_id));
    RETURN NULL;
END
$$;
-- An answer is erased with the person who gave it.
CREATE TRIGGER note_content_change AFTER INSERT OR UPDATE OR DELETE ON article_answers
    FOR EACH ROW EXECUTE FUNCTION note_answer_of_article();

-- A link that an article begins, whenever it is made or taken away.
CREATE FUNCTION note_link_of_article() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = public, pg_catalog
AS $$
BEGIN
    INSERT INTO content_changes (tenant_id, subject, subject_id)
    SELECT k.tenant_id, 'ticket', k.id FROM articles k WHERE k.id = coalesce(NEW.source_id, OLD.source_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER note_content_change AFTER INSERT OR DELETE ON ticket_links
    FOR EACH ROW EXECUTE FUNCTION note_link_of_article();

-- What is there already.
INSERT INTO content_changes (tenant_id, subject, subject_id) SELECT tenant_id, 'ticket', id FROM articles;
