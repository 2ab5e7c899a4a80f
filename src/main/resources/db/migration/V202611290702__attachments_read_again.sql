-- Office before 2007 and OpenDocument can be read now: what was put aside for its format waits once more.
UPDATE ticket_attachment_texts SET state = 'waiting', reason = NULL, attempts = 0, tried_at = NULL
 WHERE reason = 'format' AND attachment_id IN (SELECT id FROM ticket_attachments
     WHERE split_part(content_type, ';', 1) IN ('application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint',
         'application/vnd.ms-outlook') OR content_type LIKE 'application/vnd.oasis.opendocument.%');
