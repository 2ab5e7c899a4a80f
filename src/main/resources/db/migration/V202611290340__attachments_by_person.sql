-- How much somebody sent within a day is asked before each of his files is kept.
CREATE INDEX idx_ticket_attachments_uploaded_by ON ticket_attachments (uploaded_by, uploaded_at);
