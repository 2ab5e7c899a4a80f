-- Whom was asked how satisfied he is, once for each closed ticket, and what he said. Its reporter is who is asked.
CREATE TABLE satisfaction_ratings (
    ticket_id   uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    asked_at    timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    score       smallint CHECK (score BETWEEN 1 AND 5),
    comment     varchar(2000),
    answered_at timestamptz,
    CHECK ((score IS NULL) = (answered_at IS NULL)),
    CHECK (score IS NOT NULL OR comment IS NULL),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
SELECT secure_tenant_table('satisfaction_ratings');
CREATE TRIGGER note_content_change AFTER INSERT OR UPDATE ON satisfaction_ratings
    FOR EACH ROW EXECUTE FUNCTION note_step_of_ticket();

CREATE VIEW satisfaction_ratings_view WITH (security_invoker = true) AS
    SELECT ticket_id, tenant_id, score, answered_at FROM satisfaction_ratings;

ALTER TABLE ticket_facts
    ADD COLUMN rating_asked boolean NOT NULL DEFAULT false,
    ADD COLUMN rating smallint,
    ADD COLUMN rated_at timestamptz;
