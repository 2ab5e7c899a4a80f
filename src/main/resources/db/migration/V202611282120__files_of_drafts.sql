-- Whether whoever reads the ticket sees the file, or only who sees its internal notes too: those of an article's draft
-- are shown to its readers with the version that they were added for.
ALTER TABLE ticket_attachments ADD COLUMN is_public boolean NOT NULL DEFAULT true;

UPDATE ticket_attachments f SET is_public = false
  FROM articles k LEFT JOIN article_texts x ON x.article_id = k.id AND x.version = k.published_version
 WHERE k.id = f.ticket_id AND (x.published_at IS NULL OR f.uploaded_at > x.published_at);

CREATE OR REPLACE VIEW ticket_attachments_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, ticket_id, file_name, content_type, file_size, storage_path, is_public FROM ticket_attachments;

CREATE OR REPLACE VIEW ticket_attachment_texts_view WITH (security_invoker = true) AS
    SELECT x.attachment_id, x.tenant_id, x.ticket_id, f.file_name, x.content, f.is_public
      FROM ticket_attachment_texts x JOIN ticket_attachments f ON f.id = x.attachment_id WHERE x.state = 'searchable';

-- What the index holds of these articles is read anew.
INSERT INTO content_changes (tenant_id, subject, subject_id)
SELECT DISTINCT tenant_id, 'ticket', ticket_id FROM ticket_attachments WHERE NOT is_public;
