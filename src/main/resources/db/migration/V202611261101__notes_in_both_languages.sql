-- What the product itself writes, each reads in his language; what somebody said has no other one.
ALTER TABLE ticket_work_notes ADD COLUMN content_en text;
COMMENT ON COLUMN ticket_work_notes.content IS 'As it was said, or in Japanese where content_en has the English.';
