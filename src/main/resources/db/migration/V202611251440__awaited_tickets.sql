-- What an incident on hold waits for: the problems or changes that were linked and open when it was put there.
ALTER TABLE incidents ADD COLUMN awaited_ids uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX idx_incidents_awaiting ON incidents (tenant_id) WHERE awaited_ids <> '{}';

SET LOCAL nagare.tenant = 'platform';
UPDATE incidents i SET awaited_ids = array(
    SELECT DISTINCT t.id FROM ticket_links l
      JOIN tickets t ON t.id = CASE WHEN l.source_id = i.id THEN l.target_id ELSE l.source_id END
     WHERE i.id IN (l.source_id, l.target_id) AND i.hold_reason = 'awaiting_' || t.kind
       AND t.phase NOT IN ('closed', 'cancelled'))
 WHERE hold_reason IN ('awaiting_problem', 'awaiting_change');
