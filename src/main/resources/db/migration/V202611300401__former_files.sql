-- A file that was encrypted later than it came lies on as it came, for whoever has read its row and not yet its bytes.
ALTER TABLE ticket_attachments
    ADD COLUMN former_path varchar(500),
    ADD COLUMN replaced_at timestamptz;
