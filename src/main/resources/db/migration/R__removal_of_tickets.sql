-- Which tickets may go, and all that goes with them. It is here in one place, since it reaches into the tables of every module and
-- into the ledger of clocks, from which the application itself may remove nothing. A test compares it with the tables that there are.
-- Row-level security holds: both see the bound tenant alone.

-- The tickets of a kind that ended before a moment, each with its tasks, locked, those first that ended first. One stays that is
-- under a legal hold, and one that is linked to, holds up, or has among its tasks, one that is open or under a hold, or whose tasks
-- are linked to such a one or have tasks of their own; so does one whose end the figures have not counted yet.
CREATE OR REPLACE FUNCTION tickets_to_remove(of_kind text, ended_before timestamptz, most integer)
    RETURNS TABLE (id uuid, kind text, number text, closed_at timestamptz)
    LANGUAGE sql
    SECURITY DEFINER
    SET search_path = public, pg_catalog
AS $$
    WITH ended AS (
        SELECT t.id, t.closed_at FROM tickets t
         WHERE t.tenant_id = current_setting('nagare.tenant')::uuid AND t.kind = of_kind AND t.closed_at < ended_before
           AND t.deleted_at IS NULL AND t.phase IN ('closed', 'cancelled')
           AND EXISTS (SELECT FROM ticket_facts f WHERE f.id = t.id AND f.phase = t.phase)
        UNION ALL
        SELECT t.id, t.closed_at FROM tickets t
         WHERE t.tenant_id = current_setting('nagare.tenant')::uuid AND t.kind = of_kind AND t.closed_at < ended_before
           AND t.deleted_at IS NOT NULL),
    chosen AS MATERIALIZED (
        SELECT e.id FROM ended e
         WHERE NOT EXISTS (SELECT FROM legal_holds h WHERE h.ticket_id = e.id)
           AND NOT EXISTS (SELECT FROM ticket_tasks c JOIN ticket_tasks g ON g.parent_id = c.id WHERE c.parent_id = e.id)
           AND NOT EXISTS (
               SELECT FROM tickets o LEFT JOIN legal_holds h ON h.ticket_id = o.id
                WHERE o.id IN (WITH going AS (SELECT e.id UNION ALL SELECT k.id FROM ticket_tasks k WHERE k.parent_id = e.id)
                               SELECT l.target_id FROM ticket_links l WHERE l.source_id IN (SELECT g.id FROM going g)
                               UNION ALL SELECT l.source_id FROM ticket_links l WHERE l.target_id IN (SELECT g.id FROM going g)
                               UNION ALL SELECT c.id FROM ticket_tasks c WHERE c.parent_id = e.id
                               UNION ALL SELECT p.id FROM problems p WHERE p.awaited_change_id = e.id)
                  AND (h.ticket_id IS NOT NULL OR o.deleted_at IS NULL AND o.phase NOT IN ('closed', 'cancelled')))
         ORDER BY e.closed_at LIMIT most)
    SELECT t.id, t.kind::text, t.number::text, t.closed_at FROM tickets t
     WHERE t.id IN (SELECT c.id FROM chosen c UNION ALL
                    SELECT k.id FROM ticket_tasks k JOIN chosen c ON c.id = k.parent_id)
     ORDER BY t.id FOR UPDATE OF t
$$;

-- Removes the tickets, with all that hangs on them, and tells where their files lie. What has a period of its own, or holds keys and
-- numbers alone, stays until its time.
CREATE OR REPLACE FUNCTION remove_tickets(gone uuid[]) RETURNS TABLE (path text)
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = public, pg_catalog
AS $$
BEGIN
    IF EXISTS (SELECT FROM tickets t WHERE t.id = ANY (gone) AND t.phase NOT IN ('closed', 'cancelled'))
       OR EXISTS (SELECT FROM legal_holds h WHERE h.ticket_id = ANY (gone)) THEN
        RAISE EXCEPTION 'open tickets, and those under a legal hold, are not removed';
    END IF;
    RETURN QUERY SELECT each.path::text
                   FROM ticket_attachments a, LATERAL (VALUES (a.storage_path), (a.former_path)) AS each (path)
                  WHERE a.ticket_id = ANY (gone) AND each.path IS NOT NULL;

    -- figures count them on, without people
    UPDATE ticket_facts SET stays = true, reporter_id = '00000000-0000-0000-0000-000000000000', assignee_id = NULL
     WHERE id = ANY (gone);
    -- the index of searches hears of it
    INSERT INTO content_changes (tenant_id, subject, subject_id)
        SELECT t.tenant_id, 'ticket', t.id FROM tickets t WHERE t.id = ANY (gone);

    DELETE FROM notifications WHERE ticket_id = ANY (gone);
    DELETE FROM mailbox_messages WHERE ticket_id = ANY (gone);
    DELETE FROM live_presence WHERE ticket_id = ANY (gone);
    DELETE FROM announcement_updates u USING announcements a
     WHERE u.announcement_id = a.id AND a.ticket_id = ANY (gone) AND a.is_automatic;
    DELETE FROM announcements WHERE ticket_id = ANY (gone) AND is_automatic;
    UPDATE announcements SET ticket_id = NULL WHERE ticket_id = ANY (gone);
    DELETE FROM outages WHERE ticket_id = ANY (gone);
    DELETE FROM supplier_holds WHERE ticket_id = ANY (gone);
    DELETE FROM satisfaction_ratings WHERE ticket_id = ANY (gone);
    DELETE FROM release_proposal_files WHERE change_id = ANY (gone);
    DELETE FROM release_proposals WHERE change_id = ANY (gone);
    DELETE FROM article_answers WHERE article_id = ANY (gone);
    DELETE FROM article_texts WHERE article_id = ANY (gone);
    DELETE FROM articles WHERE id = ANY (gone);
    DELETE FROM change_seats s USING change_rounds r WHERE s.round_id = r.id AND r.change_id = ANY (gone);
    DELETE FROM change_rounds WHERE change_id = ANY (gone);
    DELETE FROM change_acknowledgements WHERE change_id = ANY (gone);
    DELETE FROM change_tasks WHERE change_id = ANY (gone);
    DELETE FROM changes WHERE id = ANY (gone);
    DELETE FROM problem_causes WHERE problem_id = ANY (gone);
    UPDATE problem_trends SET problem_id = NULL WHERE problem_id = ANY (gone);
    UPDATE problems SET awaited_change_id = NULL WHERE awaited_change_id = ANY (gone);
    DELETE FROM problems WHERE id = ANY (gone);
    DELETE FROM requests WHERE id = ANY (gone);
    DELETE FROM incidents WHERE id = ANY (gone);
    DELETE FROM ticket_tasks WHERE id = ANY (gone);
    DELETE FROM sla_ledger WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_links WHERE source_id = ANY (gone) OR target_id = ANY (gone);
    DELETE FROM ticket_tags WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_followers WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_told_once WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_time_entries WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_checklist_items WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_word_change_tickets WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_attachment_texts WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_attachments WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_work_notes WHERE ticket_id = ANY (gone);
    DELETE FROM ticket_histories WHERE ticket_id = ANY (gone);
    DELETE FROM tickets WHERE id = ANY (gone);
END
$$;

REVOKE EXECUTE ON FUNCTION tickets_to_remove(text, timestamptz, integer) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION remove_tickets(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tickets_to_remove(text, timestamptz, integer) TO nagare_app;
GRANT EXECUTE ON FUNCTION remove_tickets(uuid[]) TO nagare_app;
