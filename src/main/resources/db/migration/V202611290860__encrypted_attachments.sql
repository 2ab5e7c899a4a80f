-- The key of an attachment's file, itself encrypted; null where the file is not encrypted.
ALTER TABLE ticket_attachments ADD COLUMN file_key varchar(200);
-- What a node can read: 0 nothing of what came later, 1 encrypted files too.
ALTER TABLE nodes ADD COLUMN reads int NOT NULL DEFAULT 0;
