-- Whether those on call are being called for the ticket: asked with each change, and so kept where the ticket is read.
ALTER TABLE tickets ADD COLUMN is_called boolean NOT NULL DEFAULT false;
UPDATE tickets t SET is_called = true
 WHERE EXISTS (SELECT FROM ticket_told_once o WHERE o.ticket_id = t.id AND o.what LIKE 'on_call %begun')
   AND (SELECT count(*) FROM ticket_told_once o WHERE o.ticket_id = t.id AND o.what LIKE 'on_call %begun')
     > (SELECT count(*) FROM ticket_told_once o WHERE o.ticket_id = t.id AND o.what LIKE 'on_call %over');
