-- Since when people know of an announcement's kind, time and items: work is planned only as far as it was announced before.
-- An announcement that ended with its ticket goes on where the ticket is opened again; one that somebody ended does not.
ALTER TABLE announcements ADD COLUMN announced_at timestamptz;
ALTER TABLE announcements ADD COLUMN ended_with_ticket boolean NOT NULL DEFAULT false;
UPDATE announcements SET announced_at = created_at;
ALTER TABLE announcements ALTER COLUMN announced_at SET NOT NULL;
