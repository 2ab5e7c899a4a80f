-- Shapes, diagrams and comments of Office files are read now: what was read without them waits once more.
UPDATE ticket_attachment_texts SET state = 'waiting', attempts = 0, tried_at = NULL
 WHERE state = 'searchable' AND attachment_id IN (SELECT id FROM ticket_attachments
     WHERE content_type LIKE 'application/vnd.openxmlformats-officedocument.%'
        OR file_name ~* '[.](docx|xlsx|pptx|docm|xlsm|pptm)$');
