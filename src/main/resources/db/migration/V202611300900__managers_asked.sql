-- The manager whom a decision was offered to reads a request that is confidential too; no other manager does.
ALTER TABLE requests ADD COLUMN manager_asked_id uuid;
ALTER TABLE requests ADD CONSTRAINT requests_manager_asked_fkey
    FOREIGN KEY (manager_asked_id, tenant_id) REFERENCES users (id, tenant_id) NOT VALID;
ALTER TABLE requests VALIDATE CONSTRAINT requests_manager_asked_fkey;

-- What waits now may wait for him, and what he approved was offered to him.
UPDATE requests q SET manager_asked_id = u.manager_id
  FROM tickets t, users u
 WHERE t.id = q.id AND u.id = coalesce(q.requested_for_id, t.reporter_id) AND u.manager_id IS NOT NULL
   AND t.confidentiality = 'confidential' AND (t.phase = 'on_hold' OR u.manager_id = ANY (t.approved_by));
